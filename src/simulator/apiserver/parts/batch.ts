// Jobs and CronJobs.

import { cronJobWarnings, validateCronJob, validateCronJobUpdate } from '../../validation/cron-job.ts'
import { jobWarnings, validateJob } from '../../validation/job.ts'
import { validateJobUpdate } from '../../validation/job-update.ts'
import { BATCH_DEFAULTS } from '../defaults/batch.ts'
import { jobStrategy } from '../registry/job-strategy.ts'
import type { ServerParts } from '../server-parts.ts'

export const BATCH: ServerParts['batch'] = {
  name: 'batch',
  strategies: { Job: jobStrategy },
  defaults: BATCH_DEFAULTS,
  kinds: {
    Job: { create: validateJob, update: validateJobUpdate, warnings: jobWarnings },
    CronJob: { create: validateCronJob, update: validateCronJobUpdate, warnings: cronJobWarnings },
  },
}

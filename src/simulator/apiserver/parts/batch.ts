// Jobs and CronJobs.

import { cronJobWarnings, validateCronJob, validateCronJobUpdate } from '../../validation/cron-job.ts'
import { jobWarnings, validateJob } from '../../validation/job.ts'
import { validateJobUpdate } from '../../validation/job-update.ts'
import type { ServerParts } from '../server-parts.ts'

export const BATCH: ServerParts['batch'] = {
  name: 'batch',
  kinds: {
    Job: { create: validateJob, update: validateJobUpdate, warnings: jobWarnings },
    CronJob: { create: validateCronJob, update: validateCronJobUpdate, warnings: cronJobWarnings },
  },
}

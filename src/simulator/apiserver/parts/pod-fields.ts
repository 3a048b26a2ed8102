// Fields of a Pod that few Pods have: where it may run, claims for devices, resources as a whole, names in its network, its operating system,
// ephemeral containers, options for Windows, classes of runtimes, old annotations.

import { validateEphemeralContainers } from '../../validation/ephemeral-containers.ts'
import { validateAnnotatedSecurity, validatePodAnnotations } from '../../validation/pod-annotations.ts'
import { validateDnsConfig, validateHostAliases, validateHostName } from '../../validation/pod-network.ts'
import { validateHostUsers } from '../../validation/host-users.ts'
import { validateOs } from '../../validation/pod-os.ts'
import { validatePodResources } from '../../validation/pod-resources.ts'
import { RARE_WARNINGS } from '../../validation/rare-warnings.ts'
import { validatePodClaims, validateUsedClaims } from '../../validation/resource-claims.ts'
import { validateAffinity, validateSpread } from '../../validation/scheduling.ts'
import { validateSysctls } from '../../validation/sysctls.ts'
import { validateHostProcesses, validateWindowsOptions } from '../../validation/windows-options.ts'
import { admitRuntimeClass, rejectOverhead } from '../admission/runtime-class.ts'
import type { ServerParts } from '../server-parts.ts'

export const POD_FIELDS: ServerParts['pod-fields'] = {
  name: 'pod-fields',
  warnings: RARE_WARNINGS,
  affinity: validateAffinity,
  spread: validateSpread,
  claims: validatePodClaims,
  ephemeralContainers: validateEphemeralContainers,
  resources: validatePodResources,
  usedClaims: validateUsedClaims,
  admitRuntimeClass,
  rejectOverhead,
  windowsOptions: validateWindowsOptions,
  hostUsers: validateHostUsers,
  sysctls: validateSysctls,
  hostProcesses: validateHostProcesses,
  dnsConfig: validateDnsConfig,
  hostName: validateHostName,
  hostAliases: validateHostAliases,
  os: validateOs,
  annotations: validatePodAnnotations,
  annotatedSecurity: validateAnnotatedSecurity,
}

// Volumes in storage systems, and claims for storage.

import { claimWarnings, validateClaim, validateClaimUpdate } from '../../validation/claim-update.ts'
import { validateClaimSpec } from '../../validation/persistent-volume-claim.ts'
import { validateTrustBundle } from '../../validation/volume-sources/cluster-trust-bundle.ts'
import { validatePodCertificate } from '../../validation/volume-sources/pod-certificate.ts'
import { RARE_SOURCES } from '../../validation/volume-sources/rare-sources.ts'
import { volumeWarnings } from '../../validation/volume-sources/volume-warnings.ts'
import type { ServerParts } from '../server-parts.ts'

export const VOLUMES: ServerParts['volumes'] = {
  name: 'volumes',
  sources: RARE_SOURCES,
  trustBundle: validateTrustBundle,
  podCertificate: validatePodCertificate,
  warnings: volumeWarnings,
  claimSpec: validateClaimSpec,
  kinds: {
    PersistentVolumeClaim: { create: validateClaim, update: validateClaimUpdate, warnings: claimWarnings },
  },
}

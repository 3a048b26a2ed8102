// Defaults of ConfigMap, Secret, Namespace, Node and PersistentVolumeClaim.
// @source pkg/apis/core/v1/defaults.go

import type { StructTable } from '../../api/fields/field-table.ts'
import { configMap, namespace, namespaceStatus, secret } from '../../api/fields/core.ts'
import { nodeStatus } from '../../api/fields/node.ts'
import { persistentVolumeClaimSpec, persistentVolumeClaimStatus } from '../../api/fields/persistent-volume-claim.ts'
import type { Draft } from '../decode/decoder.ts'
import { isDraft } from '../decode/encoder.ts'
import type { DefaultRule } from './draft-field.ts'
import { memberOf, setDefault, setPointerDefault } from './draft-field.ts'

export const CORE_DEFAULTS: readonly (readonly [StructTable, DefaultRule])[] = [
  [configMap, (draft) => setPointerDefault(draft, 'data', {})],
  [secret, (draft) => setDefault(draft, 'type', 'Opaque')],
  [namespace, labelNamespace],
  [namespaceStatus, (draft) => setDefault(draft, 'phase', 'Active')],
  [
    nodeStatus,
    (draft) => {
      if (isDraft(draft['capacity'])) setPointerDefault(draft, 'allocatable', { ...draft['capacity'] })
    },
  ],
  [persistentVolumeClaimSpec, (draft) => setPointerDefault(draft, 'volumeMode', 'Filesystem')],
  [persistentVolumeClaimStatus, (draft) => setDefault(draft, 'phase', 'Pending')],
]

function labelNamespace(draft: Draft): void {
  const metadata = memberOf(draft, 'metadata')
  const name = metadata['name']
  if (typeof name === 'string' && name !== '') memberOf(metadata, 'labels')['kubernetes.io/metadata.name'] = name
}

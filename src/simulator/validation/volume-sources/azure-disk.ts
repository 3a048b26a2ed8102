// A disk of Azure.
// @source pkg/apis/core/validation/validation.go validateAzureDisk

import { notSupported } from '../../api/field-error.ts'
import { demandOneOf, demandText } from '../errors.ts'
import type { VolumeRule } from '../rules.ts'

const MANAGED = '/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}'
const BLOB = 'https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd'

export const validateAzureDisk: VolumeRule = ({ azureDisk }, path, errors) => {
  const { diskName, diskURI = '', cachingMode, kind } = azureDisk ?? {}
  demandText(errors, path.child('diskName'), diskName)
  demandText(errors, path.child('diskURI'), diskURI)
  demandOneOf(errors, path.child('cachingMode'), cachingMode, ['None', 'ReadOnly', 'ReadWrite'])
  demandOneOf(errors, path.child('kind'), kind, ['Dedicated', 'Managed', 'Shared'])
  if (kind === undefined) return
  const [start, form] = kind === 'Managed' ? ['/subscriptions/', MANAGED] : ['https://', BLOB]
  if (!diskURI.startsWith(start)) errors.push(notSupported(path.child('diskURI'), diskURI, [form]))
}

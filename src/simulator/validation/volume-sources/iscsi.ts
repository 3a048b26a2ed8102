// A block device over the network.
// @source pkg/apis/core/validation/validation.go validateISCSIVolumeSource

import { invalid, required } from '../../api/field-error.ts'
import { utf8Length } from '../../base/utf8.ts'
import { demandText } from '../errors.ts'
import { rangeProblem } from '../names.ts'
import type { VolumeRule } from '../rules.ts'

/** Each form of a name by the three letters that it begins with. */
const FORMS: Readonly<Record<string, RegExp>> = {
  iqn: /iqn\.\d{4}-\d{2}\.([A-Za-z0-9-.]+)(:[^,;*&$|\s]+)$/,
  eui: /^eui.[A-Za-z0-9]{16}$/,
  naa: /^naa.[A-Za-z0-9]{32}$/,
}
const LAST_UNIT = 255
const LONGEST_NAME_AND_PORTAL = 64

export const validateIscsi: VolumeRule = ({ name, iscsi }, path, errors) => {
  if (iscsi === undefined) return
  const { targetPortal, iqn, lun, initiatorName } = iscsi
  demandText(errors, path.child('targetPortal'), targetPortal)
  if (demandText(errors, path.child('iqn'), iqn)) {
    const problem = nameProblem(iqn)
    if (problem !== undefined) errors.push(invalid(path.child('iqn'), iqn, problem))
  }
  if (lun < 0 || lun > LAST_UNIT) errors.push(invalid(path.child('lun'), lun, rangeProblem(0, LAST_UNIT)))
  if ((iscsi.chapAuthDiscovery === true || iscsi.chapAuthSession === true) && iscsi.secretRef === undefined)
    errors.push(required(path.child('secretRef')))
  if (initiatorName === undefined) return
  const problem = nameProblem(initiatorName)
  // Upstream writes this field's path in small letters.
  if (problem !== undefined) errors.push(invalid(path.child('initiatorname'), initiatorName, problem))
  if (utf8Length(`${name}:${targetPortal}`) > LONGEST_NAME_AND_PORTAL) {
    const detail = 'Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.'
    errors.push(invalid(path.parent().child('name'), name, detail))
  }
}

function nameProblem(name: string): string | undefined {
  const form = FORMS[name.slice(0, 3)]
  if (form === undefined) return 'must be valid format starting with iqn, eui, or naa'
  return form.test(name) ? undefined : 'must be valid format'
}

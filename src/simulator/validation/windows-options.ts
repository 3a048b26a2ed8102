// Options for Windows: who a container runs as, and containers that run on the node itself.
// @source pkg/apis/core/validation/validation.go validateWindowsSecurityContextOptions, validateWindowsHostProcessPod

import { invalid } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { Container } from '../api/fields/container.ts'
import type { PodSpec } from '../api/fields/pod.ts'
import type { SecurityContext } from '../api/fields/security-context.ts'
import { utf8Length } from '../base/utf8.ts'
import { addInvalid, itemsOf } from './errors.ts'
import { subdomainProblems } from './names.ts'
import type { Errors } from './rules.ts'

type WindowsOptions = NonNullable<SecurityContext['windowsOptions']>

const LONGEST_SPEC_KIB = 64
const LONGEST_DOMAIN = 256
const LONGEST_USER = 104
const NET_BIOS_NAME = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/u
const DNS_NAME = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/
const DOTS_AND_SPACES = /^[. ]+$/
const NOT_IN_USERS = /["/\\:;|=,+*?<>@[\]]/

export function validateWindowsOptions(options: WindowsOptions, path: FieldPath, errors: Errors): void {
  const { gmsaCredentialSpecName, gmsaCredentialSpec, runAsUserName } = options
  if (gmsaCredentialSpecName !== undefined)
    addInvalid(errors, path.child('gmsaCredentialSpecName'), gmsaCredentialSpecName, subdomainProblems(gmsaCredentialSpecName))
  if (gmsaCredentialSpec !== undefined)
    addInvalid(errors, path.child('gmsaCredentialSpec'), gmsaCredentialSpec, specProblems(gmsaCredentialSpec))
  if (runAsUserName !== undefined) addInvalid(errors, path.child('runAsUserName'), runAsUserName, userProblems(runAsUserName))
}

function specProblems(text: string): readonly string[] {
  if (text === '') return ['gmsaCredentialSpec cannot be an empty string']
  return utf8Length(text) > LONGEST_SPEC_KIB * 1024 ? [`gmsaCredentialSpec size must be under ${String(LONGEST_SPEC_KIB)} KiB`] : []
}

/** `DOMAIN\user`, or the user alone. */
function userProblems(name: string): readonly string[] {
  const parts = name.split('\\')
  if (name === '') return ['runAsUserName cannot be an empty string']
  if ([...name].some((letter) => letter < ' ' || letter === '\u007f')) return ['runAsUserName cannot contain control characters']
  if (parts.length > 2) return ['runAsUserName cannot contain more than one backslash']
  const user = parts.at(-1) ?? ''
  const [domain] = parts.length === 2 ? parts : []
  const problems: string[] = []
  if (domain !== undefined && utf8Length(domain) >= LONGEST_DOMAIN)
    problems.push(`runAsUserName's Domain length must be under ${String(LONGEST_DOMAIN)} characters`)
  if (domain !== undefined && !NET_BIOS_NAME.test(domain) && !DNS_NAME.test(domain))
    problems.push("runAsUserName's Domain doesn't match the NetBios nor the DNS format")
  if (user === '') problems.push("runAsUserName's User cannot be empty")
  else if (utf8Length(user) > LONGEST_USER)
    problems.push(`runAsUserName's User length must not be longer than ${String(LONGEST_USER)} characters`)
  if (DOTS_AND_SPACES.test(user)) problems.push("runAsUserName's User cannot contain only periods or spaces")
  if (NOT_IN_USERS.test(user)) problems.push('runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]')
  return problems
}

/** Either all containers run on the node itself, or none; and then in its network. */
export function validateHostProcesses(spec: PodSpec, path: FieldPath, errors: Errors): void {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess
  let onHost = 0
  let containers = 0
  for (const list of ['initContainers', 'containers', 'ephemeralContainers'] as const) {
    for (const [index, { securityContext }] of itemsOf<Pick<Container, 'securityContext'>>(spec[list]).entries()) {
      const own = securityContext?.windowsOptions?.hostProcess
      containers += 1
      if (own ?? ofPod ?? false) onHost += 1
      if (ofPod === undefined || own === undefined || ofPod === own) continue
      const at = path.child(list).index(index).child('securityContext', 'windowsOptions', 'hostProcess')
      errors.push(invalid(at, own, `pod hostProcess value must be identical if both are specified, was ${String(ofPod)}`))
    }
  }
  if (onHost === 0) return
  if (onHost !== containers)
    errors.push(invalid(path, '', 'If pod contains any hostProcess containers then all containers must be HostProcess containers'))
  if (spec.hostNetwork !== true)
    errors.push(invalid(path.child('hostNetwork'), false, 'hostNetwork must be true if pod contains any hostProcess containers'))
}

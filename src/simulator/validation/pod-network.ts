// Rules of a Pod's name resolution: DNS settings, host names, entries of its hosts file.
// @source pkg/apis/core/validation/validation.go validatePodDNSConfig, validatePodHostName, ValidateHostAliases

import { forbidden, invalid, required, tooLong } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { HostAlias, PodSpec } from '../api/fields/pod.ts'
import { addInvalid } from './errors.ts'
import { validateAddress } from './ip-address.ts'
import { isLongerThan, subdomainProblems, underscoreSubdomainProblems } from './names.ts'
import type { Errors } from './rules.ts'

const MAXIMUM_NAMESERVERS = 3
const MAXIMUM_SEARCHES = 32
const LONGEST_SEARCH_LIST = 2048
const LONGEST_HOST_NAME = 64

export function validateDnsConfig({ dnsConfig, dnsPolicy }: PodSpec, path: FieldPath, errors: Errors): void {
  if (dnsPolicy === 'None') {
    if (dnsConfig === undefined) {
      errors.push(required(path, 'must provide `dnsConfig` when `dnsPolicy` is None'))
      return
    }
    if ((dnsConfig.nameservers ?? []).length === 0) {
      errors.push(required(path.child('nameservers'), 'must provide at least one DNS nameserver when `dnsPolicy` is None'))
      return
    }
  }
  const { nameservers = [], searches = [], options = [] } = dnsConfig ?? {}
  if (nameservers.length > MAXIMUM_NAMESERVERS)
    errors.push(invalid(path.child('nameservers'), nameservers, `must not have more than ${String(MAXIMUM_NAMESERVERS)} nameservers`))
  for (const [index, server] of nameservers.entries()) validateAddress(server, path.child('nameservers').index(index), errors)
  const at = path.child('searches')
  if (searches.length > MAXIMUM_SEARCHES)
    errors.push(invalid(at, searches, `must not have more than ${String(MAXIMUM_SEARCHES)} search paths`))
  if (isLongerThan(searches.join(' '), LONGEST_SEARCH_LIST)) {
    const detail = `must not have more than ${String(LONGEST_SEARCH_LIST)} characters (including spaces) in the search list`
    errors.push(invalid(at, searches, detail))
  }
  for (const [index, search] of searches.entries()) {
    const name = search.endsWith('.') ? search.slice(0, -1) : search
    if (search !== '.') addInvalid(errors, at.index(index), name, underscoreSubdomainProblems(name))
  }
  for (const [index, { name = '' }] of options.entries())
    if (name === '') errors.push(required(path.child('options').index(index), 'must not be empty'))
}

export function validateHostName(spec: PodSpec, path: FieldPath, errors: Errors): void {
  const name = spec.hostnameOverride
  if (name === undefined) return
  const at = path.child('hostnameOverride')
  if (spec.setHostnameAsFQDN === true) errors.push(forbidden(at, 'may not be specified when setHostnameAsFQDN is true'))
  if (spec.hostNetwork === true) errors.push(forbidden(at, 'may not be specified when hostNetwork is true'))
  if (isLongerThan(name, LONGEST_HOST_NAME)) errors.push(tooLong(at, LONGEST_HOST_NAME))
  addInvalid(errors, at, name, subdomainProblems(name))
}

export function validateHostAliases(aliases: readonly HostAlias[], path: FieldPath, errors: Errors): void {
  for (const [index, { ip, hostnames }] of aliases.entries()) {
    validateAddress(ip, path.index(index).child('ip'), errors)
    for (const [position, name] of (hostnames ?? []).entries())
      addInvalid(errors, path.index(index).child('hostnames').index(position), name, subdomainProblems(name))
  }
}

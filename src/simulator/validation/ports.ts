// Rules of a container's ports.
// @source pkg/apis/core/validation/validation.go validateContainerPorts, AccumulateUniqueHostPorts

import { duplicate, invalid, required } from '../api/field-error.ts'
import type { FieldPath } from '../api/field-path.ts'
import type { Container, ContainerPort } from '../api/fields/container.ts'
import { addInvalid, demandChoice } from './errors.ts'
import { portNameProblems, portNumberProblems } from './names.ts'
import type { Errors } from './rules.ts'

export const PROTOCOLS = ['SCTP', 'TCP', 'UDP']

export function validatePorts(ports: readonly ContainerPort[] | undefined, path: FieldPath, errors: Errors): void {
  const names = new Set<string>()
  for (const [position, { name = '', containerPort, hostPort = 0, protocol }] of (ports ?? []).entries()) {
    const at = path.index(position)
    if (name !== '') {
      const problems = portNameProblems(name)
      addInvalid(errors, at.child('name'), name, problems)
      if (problems.length === 0) {
        if (names.has(name)) errors.push(duplicate(at.child('name'), name))
        names.add(name)
      }
    }
    if (containerPort === 0) errors.push(required(at.child('containerPort')))
    else addInvalid(errors, at.child('containerPort'), containerPort, portNumberProblems(containerPort))
    if (hostPort !== 0) addInvalid(errors, at.child('hostPort'), hostPort, portNumberProblems(hostPort))
    demandChoice(errors, at.child('protocol'), protocol, PROTOCOLS)
  }
}

/** Two containers of one Pod cannot take one port of the node. */
export function validateHostPorts(containers: readonly Container[], path: FieldPath, errors: Errors): void {
  const taken = new Set<string>()
  for (const [index, { ports }] of containers.entries()) {
    for (const [position, { hostPort = 0, hostIP = '', protocol = '' }] of (ports ?? []).entries()) {
      if (hostPort === 0) continue
      const key = `${protocol}/${hostIP}/${String(hostPort)}`
      if (taken.has(key)) errors.push(duplicate(path.index(index).child('ports').index(position).child('hostPort'), key))
      taken.add(key)
    }
  }
}

/** A container on the node's own network has the node's ports. @source validatePodHostNetworkDeps */
export function validateHostNetworkPorts(containers: readonly Container[], isPod: boolean, path: FieldPath, errors: Errors): void {
  for (const [index, { ports }] of containers.entries()) {
    for (const [position, { hostPort = 0, containerPort }] of (ports ?? []).entries()) {
      if ((isPod || hostPort !== 0) && hostPort !== containerPort) {
        const at = path.index(index).child('ports').index(position).child('hostPort')
        errors.push(invalid(at, hostPort, 'must match `containerPort` when `hostNetwork` is true'))
      }
    }
  }
}

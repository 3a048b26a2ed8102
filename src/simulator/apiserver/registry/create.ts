// POST: decode, default, admit, prepare, validate, store.
// @source apiserver/pkg/endpoints/handlers/create.go, apiserver/pkg/registry/rest/create.go BeforeCreate

import { timestampOf } from '../../api/component.ts'
import type { Kind } from '../../api/kinds.ts'
import { kindInfo } from '../../api/kinds.ts'
import { isKind } from '../../api/objects.ts'
import type { ApiStatus } from '../../api/status.ts'
import { TERMINATING_CAUSE } from '../../api/status.ts'
import { drawUuid } from '../../base/random.ts'
import { admitPodDefaults } from '../admission/pod-defaults.ts'
import { admitServiceAccount } from '../admission/service-account.ts'
import type { Draft } from '../decode/decoder.ts'
import { objectFromDraft } from '../decode/typed-object.ts'
import { memberOf } from '../defaults/draft-field.ts'
import { alreadyExists, badRequest, forbidden, invalid, nameForAdmission, notFound } from '../refusal.ts'
import type { Outcome, RequestContext, RequestOf } from '../server-parts.ts'
import type { ApiServerState } from '../store.ts'
import { findObject } from '../store.ts'
import { readBody } from './body.ts'
import { generateName, tokenVolumeSuffix } from './generated-name.ts'
import { noteManager } from './managed-fields.ts'
import { dropRepeatedOwners } from './owner-references.ts'
import { answer, refuse, storeNew } from './outcomes.ts'
import { prepareForCreate, strategyOf } from './strategy.ts'

export function create(context: RequestContext, request: RequestOf<'create'>): Outcome {
  const { kind } = request
  const body = readBody(context, kind, request.body, request.fieldValidation ?? 'Warn')
  if (!body.ok) return refuse(context, body.problem)
  const { draft } = body.value
  const metadata = memberOf(draft, 'metadata')
  const warnings = [...body.value.warnings, ...dropRepeatedOwners(metadata, 'as it came')]
  const namespaceProblem = settleNamespace(context.state, kind, metadata, request.namespace)
  if (namespaceProblem !== undefined) return refuse(context, namespaceProblem, warnings)

  if (metadata['managedFields'] !== undefined) context.parts.find('patches')?.settleManagers(metadata, undefined)
  noteManager({ kind, manager: request.fieldManager, subresource: undefined, moment: context.moment }, draft, undefined)
  if (kind === 'Pod') {
    const problem = admitPod(context, draft, request.namespace, tokenVolumeSuffix(context.state, context.moment))
    if (problem !== undefined) return refuse(context, problem, warnings)
  }
  metadata['uid'] = drawUuid({ seed: context.moment.seed, stream: 'api-server' }, context.state.draws)
  metadata['creationTimestamp'] = timestampOf(context.moment)
  delete metadata['resourceVersion']
  delete metadata['selfLink']
  delete metadata['deletionTimestamp']
  delete metadata['deletionGracePeriodSeconds']
  const base = metadata['generateName']
  if (typeof base === 'string' && base !== '' && (metadata['name'] === undefined || metadata['name'] === '')) {
    metadata['name'] = generateName(context.state, context.moment, kind, base, request.namespace)
  }
  const arrival = { draft, old: undefined, context, isDryRun: request.dryRun === true }
  const strategy = strategyOf(kind, context.parts)
  prepareForCreate(kind, arrival)

  const written = objectFromDraft(kind, draft, 'kept')
  const wrong = context.validation.validateCreate(written)
  const errors = strategy.problems?.(arrival, wrong) ?? wrong
  const name = written.metadata.name ?? ''
  if (errors.length > 0) return refuse(context, invalid(kind, name, errors), warnings)
  strategy.settleStored?.(draft)
  const object = objectFromDraft(kind, draft)
  const allWarnings = [...warnings, ...context.validation.warningsFor(object, undefined)]
  const hasOverhead = isKind(written, 'Pod') && written.spec.overhead !== undefined
  const rejected = hasOverhead ? context.parts.find('pod-fields')?.rejectOverhead(draft) : undefined
  if (rejected !== undefined) return refuse(context, rejected, allWarnings)
  if (findObject(context.state, kind, { namespace: object.metadata.namespace ?? '', name }) !== undefined) {
    return refuse(context, alreadyExists(kind, name), allWarnings)
  }
  return request.dryRun === true ? answer(context, object, 201, allWarnings) : storeNew(context, object, allWarnings)
}

/** The body's namespace must be the request's, which must exist and not be going away (M-2, M-3). */
function settleNamespace(state: ApiServerState, kind: Kind, metadata: Draft, namespace: string): ApiStatus | undefined {
  if (!kindInfo(kind).namespaced) {
    delete metadata['namespace']
    return undefined
  }
  const written = metadata['namespace']
  if (typeof written === 'string' && written !== '' && written !== namespace) {
    return badRequest('the namespace of the provided object does not match the namespace sent on the request')
  }
  metadata['namespace'] = namespace
  const found = findObject(state, 'Namespace', { namespace: '', name: namespace })
  if (found === undefined) return notFound('Namespace', namespace)
  if (isKind(found, 'Namespace') && found.metadata.deletionTimestamp !== undefined) {
    const why = `unable to create new content in namespace ${namespace} because it is being terminated`
    const refused = forbidden(kind, nameForAdmission(metadata), why)
    const cause = { reason: TERMINATING_CAUSE, message: `namespace ${namespace} is being terminated`, field: 'metadata.namespace' }
    return { ...refused, details: { ...refused.details, causes: [cause] } }
  }
  return undefined
}

/** @source order of plugins in kubeapiserver/options/plugins.go */
function admitPod(context: RequestContext, draft: Draft, namespace: string, suffix: string): ApiStatus | undefined {
  const find = (name: string) => {
    const account = findObject(context.state, 'ServiceAccount', { namespace, name })
    return account !== undefined && isKind(account, 'ServiceAccount') ? account : undefined
  }
  return admitServiceAccount(draft, { namespace, find, suffix }) ?? admitPodDefaults(draft) ?? admitRuntime(context, draft)
}

function admitRuntime({ parts }: RequestContext, pod: Draft): ApiStatus | undefined {
  const isNamed = typeof memberOf(pod, 'spec')['runtimeClassName'] === 'string'
  return isNamed ? parts.find('pod-fields')?.admitRuntimeClass(pod) : undefined
}

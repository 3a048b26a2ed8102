// Areas whose cases were recorded on a real cluster one by one, each with its answer. The home page counts them too.

export const CASE_AREAS = [
  'decode',
  'metadata',
  'configmap',
  'secret',
  'pod-env',
  'pod-volumes',
  'pod-spec',
  'update',
  'kubectl-create',
  'kubectl-kustomize',
  'kubectl-apply',
  'kubectl-verbs',
] as const

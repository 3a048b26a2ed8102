// Versions that kubectl names when it is asked.
// @source k8s.io/kubectl v0.36 go.mod

export const KUSTOMIZE_VERSION = 'v5.8.1'

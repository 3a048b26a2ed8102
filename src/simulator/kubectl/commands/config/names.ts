// What the kubeconfig of this terminal calls its one cluster and its one user.

export const CLUSTER_NAME = 'kubernetes'
export const USER_NAME = 'admin'

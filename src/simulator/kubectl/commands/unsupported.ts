// Commands of kubectl that this cluster has nothing for: each says so, and what comes nearest.

import type { CommandSpec } from '../command/command.ts'

function absent(name: string, group: string, usage: string, short: string, unsupported: string): CommandSpec {
  return { name, group, usage, short, flags: [], unsupported }
}

const NODES = 'nodes come and go with the lesson; look at them with kubectl get nodes and kubectl describe node'
const MANAGEMENT = 'Cluster Management Commands:'
const TROUBLE = 'Troubleshooting and Debugging Commands:'

export const UNSUPPORTED: readonly CommandSpec[] = [
  absent(
    'autoscale',
    'Deploy Commands:',
    '(-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS',
    'Auto-scale a deployment, replica set, stateful set, or replication controller',
    'there are no load measurements; set a number with kubectl scale',
  ),
  absent('certificate', MANAGEMENT, 'SUBCOMMAND', 'Modify certificate resources', 'the cluster has one user, who needs no certificate'),
  absent(
    'cordon',
    MANAGEMENT,
    'NODE',
    'Mark node as unschedulable',
    `patch it instead: kubectl patch node NAME -p '{"spec":{"unschedulable":true}}'`,
  ),
  absent(
    'uncordon',
    MANAGEMENT,
    'NODE',
    'Mark node as schedulable',
    `patch it instead: kubectl patch node NAME -p '{"spec":{"unschedulable":null}}'`,
  ),
  absent('drain', MANAGEMENT, 'NODE', 'Drain node in preparation for maintenance', 'delete the Pods of the node with kubectl delete pod'),
  absent('taint', MANAGEMENT, 'NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1', 'Update the taints on one or more nodes', NODES),
  absent(
    'top',
    MANAGEMENT,
    'SUBCOMMAND',
    'Display resource (CPU/memory) usage',
    'nothing measures how busy Pods are; kubectl describe node shows what was asked for',
  ),
  absent('attach', TROUBLE, '(POD | TYPE/NAME) -c CONTAINER', 'Attach to a running container', 'read its output with kubectl logs -f'),
  absent(
    'cp',
    TROUBLE,
    '<file-spec-src> <file-spec-dest>',
    'Copy files and directories to and from containers',
    'read a file with kubectl exec POD -- cat FILE; bring files in with a ConfigMap',
  ),
  absent(
    'debug',
    TROUBLE,
    '(POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]',
    'Create debugging sessions for troubleshooting workloads and nodes',
    'use kubectl exec, or kubectl run with another image',
  ),
  absent(
    'port-forward',
    TROUBLE,
    'TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]',
    'Forward one or more local ports to a pod',
    'ask from inside: kubectl exec POD -- wget -qO- localhost:PORT',
  ),
  absent('proxy', TROUBLE, '[--port=PORT]', 'Run a proxy to the Kubernetes API server', 'everything here goes through kubectl'),
  absent(
    'completion',
    'Settings Commands:',
    'SHELL',
    'Output shell completion code for the specified shell (bash, zsh, fish, or powershell)',
    'press Tab; this terminal completes already',
  ),
  absent('kuberc', 'Other Commands:', 'SUBCOMMAND', 'Manage kuberc configuration files', 'there are no preferences files'),
  absent('plugin', 'Other Commands:', 'SUBCOMMAND', 'Provides utilities for interacting with plugins', 'no plugins can be installed'),
  absent('alpha', 'Other Commands:', 'SUBCOMMAND', 'Commands for features in alpha', 'there are none to try'),
]

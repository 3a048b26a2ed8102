// Where mistakes that people make are marked, and as what.

import { describe } from 'vitest'
import { check } from './check-text.ts'

describe('marks', () => {
  check(
    'a key without anything behind it is there, and empty (P-4)',
    `
    apiVersion: v1
    kind: Pod
    metadata:
      name: app
    spec:
      containers:
        - name: app
          image:
          ^^^^^ error containers/value-empty
          env:
            - name: A
              valueFrom:
                configMapKeyRef:
                  name: settings
                  key:
                  ^^^ error env/key-empty
            - name: B
              valueFrom:
                configMapKeyRef:
                ^^^^^^^^^^^^^^^ error env/key-missing
                  name: settings
            - name: C
              valueFrom:
                secretKeyRef:
                  name: token
                  key: ""
                       ^^ error env/key-empty
          envFrom:
            - configMapRef:
                name:
                ^^^^ error env/object-name-empty
    `,
  )
  check(
    'a schedule, a port and a field path without anything behind them are there, and empty (WL-4, C-4, P-5)',
    `
    apiVersion: batch/v1
    kind: CronJob
    metadata:
      name: app
    spec:
      schedule:
      ^^^^^^^^ error workloads/schedule-empty
      jobTemplate:
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: app
                  image: app
                  ports:
                    - containerPort:
                      ^^^^^^^^^^^^^ error containers/port-empty
                  env:
                    - name: NAME
                      valueFrom:
                        fieldRef:
                          fieldPath: ""
                                     ^^ error env/field-path-empty
    `,
  )
  check(
    'where nobody has written more of it, an empty field is still not called missing (M-14)',
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: app
    spec:
      selector:
      ^^^^^^^^ error general/required-empty
      template:
        metadata:
          labels:
          ^^^^^^ error workloads/labels-do-not-match
            app: web
        spec:
          containers:
            - name: app
              image: app
    `,
  )
  check(
    'a kind without anything behind it is there, and empty (K-2)',
    `
    apiVersion: v1
    kind:
    ^^^^ error kubectl/head-empty
    metadata:
      name: app
    `,
  )
  check(
    'a kind that is not written is missing (K-2)',
    `
    apiVersion: v1
    ^^^^^^^^^^^^^^ error kubectl/kind-missing
    metadata:
      name: app
    `,
  )
  check(
    'a name without anything behind it is there, and empty (M-4)',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name:
      ^^^^ error metadata/name-blank
    `,
  )
  check(
    'a version without anything behind it is there, and empty (K-2)',
    `
    apiVersion:
    ^^^^^^^^^^ error kubectl/head-empty
    kind: ConfigMap
    metadata:
      name: app
    `,
  )
  check(
    'a number in data is marked as a value (D-4)',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: app
    data:
      PORT: 8080
            ^^^^ error decoding/number-in-data
    `,
  )
  check(
    'yes in data is marked as a value (Y-3)',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: app
    data:
      DEBUG: yes # as everybody writes it
             ^^^ error decoding/switch-in-data
    `,
  )
  check(
    'what a Job does when a Pod fails is marked part by part (WL-3)',
    `
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: work
    spec:
      podFailurePolicy:
        rules:
          - onPodConditions: [{ type: DisruptionTarget }]
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error workloads/failure-action
          - action: FailJob
            ^^^^^^^^^^^^^^^ error workloads/failure-reason
          - action: FailJob
            onExitCodes:
              containerName: db
                             ^^ error workloads/exit-codes-container
              operator: Is
                        ^^ error workloads/exit-codes-operator
              values: [3, 1]
              ^^^^^^ error workloads/exit-codes
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: example/app:1
    `,
  )
  check(
    'what is enough for a Job is marked part by part (WL-3)',
    `
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: work
    spec:
      completionMode: Indexed
      completions: 3
      managedBy: queue
                 ^^^^^ error workloads/managed-by
      successPolicy:
        rules:
          - succeededIndexes: 2,1
                              ^^^ error workloads/success-policy
          - succeededCount: 4
                            ^ error workloads/success-policy
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: app
              image: example/app:1
    `,
  )
  check(
    'a key with a blank is marked as a key (CM-2)',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: app
    data:
      log level: info
      ^^^^^^^^^ error configmap/key
    `,
  )
  check(
    'a name in capitals is marked as a value (M-5)',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: App_Config
            ^^^^^^^^^^ error metadata/subdomain-name
    data: {}
    `,
  )
  check(
    'what is missing is marked at what it should stand in',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
    ^^^^^^^^ error metadata/name-missing
      labels: { app: web }
    `,
  )
  check(
    'a literal value and a reference exclude each other (P-4)',
    `
    apiVersion: v1
    kind: Pod
    metadata:
      name: app
    spec:
      containers:
        - name: app
          image: example/app:1
          env:
            - name: MODE
              value: fast
              valueFrom: { configMapKeyRef: { name: app, key: mode } }
              ^^^^^^^^^ error env/value-and-reference
    `,
  )
  check(
    'every unknown field is marked at its key (D-7)',
    `
    apiVersion: v1
    kind: Pod
    metadata:
      name: app
    spec:
      containers:
        - name: app
          image: example/app:1
          envform:
          ^^^^^^^ error decoding/unknown-field
            - configMapRef: { name: app }
      restartpolicy: Never
      ^^^^^^^^^^^^^ error decoding/unknown-field
    `,
  )
  check(
    'a mount without its volume is marked at the name (C-1)',
    `
    apiVersion: v1
    kind: Pod
    metadata:
      name: app
    spec:
      containers:
        - name: app
          image: example/app:1
          volumeMounts:
            - name: confg
                    ^^^^^ error volumes/mount-not-found
              mountPath: /etc/app
      volumes:
        - name: config
          configMap: { name: app }
    `,
  )
  check(
    'a second variable of a name is warned of (P-3)',
    `
    apiVersion: v1
    kind: Pod
    metadata:
      name: app
    spec:
      containers:
        - name: app
          image: example/app:1
          env:
            - name: A
              value: one
            - name: A
              ^^^^^^^ warning env/hidden
              value: two
    `,
  )
  check(
    'an unknown kind is marked at its name (K-4)',
    `
    apiVersion: v1
    kind: Configmap
          ^^^^^^^^^ error kubectl/no-match
    metadata:
      name: app
    `,
  )
  check(
    'a kind in the wrong group is marked at the version (K-4)',
    `
    apiVersion: v1
                ^^ error kubectl/no-match
    kind: Deployment
    metadata:
      name: app
    `,
  )
  check(
    'two missing basics are two diagnostics (K-2)',
    `
    metadata:
    ^^^^^^^^^ error kubectl/api-version-missing
    ^^^^^^^^^ error kubectl/kind-missing
      name: app
    `,
  )
  check(
    'a tab in the indentation is marked in its line (Y-14)',
    `
    apiVersion: v1
    kind: ConfigMap
    data:
    \tA: b
    ^^^^^ error yaml/token-start
    `,
  )
  check(
    'a namespace that is not there is marked at its name (M-3)',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: app
      namespace: prod
                 ^^^^ error admission/namespace-missing
    `,
  )
  check(
    'a key that a type of Secret wants is looked for in stringData (SEC-3)',
    `
    apiVersion: v1
    kind: Secret
    metadata:
      name: login
    type: kubernetes.io/basic-auth
    stringData:
      user name: jane
      ^^^^^^^^^ error configmap/key
      username: jane
    `,
  )
  check(
    'a misspelt field is marked although a value of the wrong type stops the API server before it (D-7)',
    `
    apiVersion: v1
    kind: Pod
    metadata:
      name: app
    spec:
      containers:
        - name: app
          image: app
          imagePulPolicy: Always
          ^^^^^^^^^^^^^^ error decoding/unknown-field
          env:
            - name: A
              value: 1
                     ^ error decoding/number-for-text
    `,
  )
  check(
    'a misspelt field is marked in a text that cannot be read yet, and one that only stands at another depth is not (D-7)',
    `
    apiVersion: v1
    kind: Pod
    metadata:
      name: app
    spec:
      contaners:
      ^^^^^^^^^ error decoding/unknown-field
        - name: app
          restartPolicy: Never
      volumes: [a
               ^^ error yaml/flow-list-open
    `,
  )
})

// Mistakes that people make: where they are marked, and what mends them.

import { describe, expect, test } from 'vitest'
import { dedent, diagnosticsOf, mended, withMarks, withoutMarks } from './marked-text.ts'

/** Carets mark where and what. */
function check(fact: string, marked: string): void {
  test(fact, () => {
    const wanted = dedent(marked)
    const text = withoutMarks(wanted)
    expect(withMarks(text, diagnosticsOf(text))).toBe(wanted)
  })
}

/** The first fix, what its button says, and the text after it; which then has nothing wrong in that place. */
function mend(fact: string, title: string, before: string, after: string): void {
  test(fact, () => {
    const done = mended(dedent(before))
    expect(done).toEqual({ title, text: dedent(after) })
  })
}

describe('marks', () => {
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
})

describe('paths that the API server does not print in full', () => {
  check(
    "a template's label is found in its metadata",
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
    spec:
      selector:
        matchLabels: { app: web }
      template:
        metadata:
          labels:
            app: web
            team: "a team"
                  ^^^^^^^^ error metadata/label-value
        spec:
          containers:
            - { name: web, image: example/web:1 }
    `,
  )
  check(
    'the item of downwardAPI that lacks its source is marked',
    `
    apiVersion: v1
    kind: Pod
    metadata:
      name: app
    spec:
      containers:
        - { name: app, image: example/app:1 }
      volumes:
        - name: about
          downwardAPI:
            items:
              - path: labels
                fieldRef: { fieldPath: metadata.labels }
              - path: name
                ^^^^^^^^^^ error volumes/downward-source
    `,
  )
  check(
    'of two envFrom items, the empty one is marked (P-7)',
    `
    apiVersion: v1
    kind: Pod
    metadata:
      name: app
    spec:
      containers:
        - name: app
          image: example/app:1
          envFrom:
            - configMapRef: { name: app }
            - prefix: APP_
              ^^^^^^^^^^^^ error env/env-from-empty
    `,
  )
  check(
    'a request above its limit is marked at the amount',
    `
    apiVersion: v1
    kind: Pod
    metadata:
      name: app
    spec:
      containers:
        - name: app
          image: example/app:1
          resources:
            requests:
              cpu: 100m
              memory: 2Gi
                      ^^^ error containers/request-above-limit
            limits:
              memory: 1Gi
    `,
  )
  check(
    'the second of two equal mounts is marked (C-1)',
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
            - { name: config, mountPath: /etc/app }
            - { name: config, mountPath: /etc/app }
                                         ^^^^^^^^ error volumes/mount-path-twice
      volumes:
        - name: config
          configMap: { name: app }
    `,
  )
  check(
    'an owner that is not named in full is marked where it says nothing',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: app
      ownerReferences:
        - apiVersion: v1
          kind: Pod
          name: app
          uid: ""
               ^^ error metadata/owner-empty
    `,
  )
})

describe('fixes', () => {
  mend(
    'a number gets quotes and keeps its letters (Y-5)',
    'Put quotes around 1.10',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: app }
    data:
      VERSION: 1.10
    `,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: app }
    data:
      VERSION: "1.10"
    `,
  )
  mend(
    'a field that is nearly right is renamed',
    'Did you mean envFrom? Rename it',
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - name: app
          image: example/app:1
          env_from:
            - configMapRef: { name: app }
    `,
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - name: app
          image: example/app:1
          envFrom:
            - configMapRef: { name: app }
    `,
  )
  mend(
    'the name of the Secret in a volume is secretName (V-1)',
    'Write secretName',
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - { name: app, image: example/app:1 }
      volumes:
        - name: login
          secret:
            name: login
    `,
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - { name: app, image: example/app:1 }
      volumes:
        - name: login
          secret:
            secretName: login
    `,
  )
  mend(
    'envFrom wants configMapRef (P-7)',
    'Write configMapRef',
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - name: app
          image: example/app:1
          envFrom:
            - configMap:
                name: app
    `,
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - name: app
          image: example/app:1
          envFrom:
            - configMapRef:
                name: app
    `,
  )
  mend(
    'a field of the object itself moves out of its metadata',
    'Move it to ConfigMap',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: settings
      immutable: true
    data:
      LOG_LEVEL: info
    `,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: settings
    data:
      LOG_LEVEL: info
    immutable: true
    `,
  )
  mend(
    'a field of the container moves into it, with its lines and its comment',
    'Move it to spec.containers[0]',
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      env:
        - name: LEVEL # how much is said
          value: debug
      containers:
        - name: app
          image: example/app:1
    `,
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - name: app
          image: example/app:1
          env:
            - name: LEVEL # how much is said
              value: debug
    `,
  )
  mend(
    'a list of pairs becomes a map',
    'Take out the dashes',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: app }
    data:
      - LEVEL: info
      - MODE: fast
    `,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: app }
    data:
        LEVEL: info
        MODE: fast
    `,
  )
  mend(
    'a map of variables becomes a list of names and values',
    'Make it a list',
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - name: app
          image: example/app:1
          env:
            LEVEL: info
            PORT: 8080
    `,
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - name: app
          image: example/app:1
          env:
            - name: LEVEL
              value: "info"
            - name: PORT
              value: "8080"
    `,
  )
  mend(
    'a variable written as a pair becomes name and value',
    'Write LEVEL as name and value',
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - name: app
          image: example/app:1
          env:
            - LEVEL: info
    `,
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - name: app
          image: example/app:1
          env:
            - name: LEVEL
              value: "info"
    `,
  )
  mend(
    'one argument becomes a list of one',
    'Make it a list',
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - name: app
          image: example/app:1
          args: --verbose
    `,
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - name: app
          image: example/app:1
          args: ["--verbose"]
    `,
  )
  mend(
    'plain text in a Secret moves to stringData (D-6)',
    'Move it to stringData',
    `
    apiVersion: v1
    kind: Secret
    metadata: { name: login }
    data:
      password: hello
    `,
    `
    apiVersion: v1
    kind: Secret
    metadata: { name: login }
    stringData:
      password: hello
    `,
  )
  mend(
    'beside values that are base64, only the plain one moves',
    'Move it to stringData',
    `
    apiVersion: v1
    kind: Secret
    metadata: { name: login }
    data:
      user: amFuZQ==
      password: hello
    `,
    `
    apiVersion: v1
    kind: Secret
    metadata: { name: login }
    data:
      user: amFuZQ==
    stringData:
      password: hello
    `,
  )
  mend(
    'a decimal mode becomes octal (V-6)',
    'Write 0644',
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - { name: app, image: example/app:1 }
      volumes:
        - name: config
          configMap: { name: app, defaultMode: 644 }
    `,
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - { name: app, image: example/app:1 }
      volumes:
        - name: config
          configMap: { name: app, defaultMode: 0644 }
    `,
  )
  mend(
    'a Deployment gets its version',
    'Write apps/v1',
    `
    apiVersion: v1
    kind: Deployment
    metadata: { name: app }
    `,
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: app }
    `,
  )
  mend(
    'a selector is made from the labels of the template (DEP-2)',
    'Select by app',
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec:
      template:
        metadata:
          labels:
            app: web
        spec:
          containers:
            - { name: web, image: example/web:1 }
    `,
    `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec:
      template:
        metadata:
          labels:
            app: web
        spec:
          containers:
            - { name: web, image: example/web:1 }
      selector:
        matchLabels:
          app: web
    `,
  )
  mend(
    'tabs become blanks',
    'Turn tabs into blanks',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: app }
    data:
    \tA: b
    `,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: app }
    data:
      A: b
    `,
  )
  mend(
    'a value with a colon gets quotes',
    'Put error: not found in quotes',
    `
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: app }
    data:
      MESSAGE: error: not found
    `,
    `
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: app }
    data:
      MESSAGE: "error: not found"
    `,
  )
  mend(
    'megabytes are written without a B',
    'Write 128M',
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - name: app
          image: example/app:1
          resources:
            limits:
              memory: 128MB
    `,
    `
    apiVersion: v1
    kind: Pod
    metadata: { name: app }
    spec:
      containers:
        - name: app
          image: example/app:1
          resources:
            limits:
              memory: 128M
    `,
  )
})

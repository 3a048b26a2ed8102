// Fixes of fields: misspelt, misplaced, or of another shape.

import { describe } from 'vitest'
import { mend } from './check-text.ts'

describe('a fix of a field', () => {
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
})

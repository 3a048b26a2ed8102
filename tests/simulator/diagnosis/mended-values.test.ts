// Fixes of values: quotes, base64, modes, versions, units.

import { describe } from 'vitest'
import { mend } from './check-text.ts'

describe('a fix of a value', () => {
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

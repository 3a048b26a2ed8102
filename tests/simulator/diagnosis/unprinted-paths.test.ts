// The API server names fields by paths that it shortens, counts or quotes: what they mean is found in the text all the same.

import { describe } from 'vitest'
import { check } from './check-text.ts'

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

// References to container images.

import { expect, test } from 'vitest'
import { parseImageReference } from '../../../src/simulator/base/image-reference.ts'

test.each([
  ['busybox', 'docker.io', 'library/busybox', 'latest'],
  ['busybox:1.36', 'docker.io', 'library/busybox', '1.36'],
  ['example/app:1.4', 'docker.io', 'example/app', '1.4'],
  ['localhost:5000/a/b', 'localhost:5000', 'a/b', 'latest'],
  ['registry.example/a:v1', 'registry.example', 'a', 'v1'],
  [`nginx@sha256:${'0'.repeat(64)}`, 'docker.io', 'library/nginx', ''],
])('%s names an image', (text, registry, repository, tag) => {
  expect(parseImageReference(text)).toMatchObject({ ok: true, value: { registry, repository, tag } })
})

test.each([
  ['a..b', 'invalid reference format'],
  ['a b', 'invalid reference format'],
  ['Nginx', 'invalid reference format: repository name (library/Nginx) must be lowercase'],
  ['f'.repeat(64), `invalid repository name (${'f'.repeat(64)}), cannot specify 64-byte hexadecimal strings`],
  [`${'a'.repeat(260)}`, 'repository name must not be more than 255 characters'],
])('%s names none', (text, problem) => {
  expect(parseImageReference(text)).toEqual({ ok: false, problem })
})

// The comparison with recorded texts lets pass what its README says, and nothing else.

import { describe, expect, test } from 'vitest'
import { isSameText } from './recorded-text.ts'

const isSame = (wanted: string, got: string, other?: string): boolean => isSameText(wanted, got, other)

describe('a recorded text', () => {
  test.each([
    ['uid: <uid>', 'uid: 0b7f5f5e-6a0c-4a52-9d7c-0123456789ab'],
    ['resourceVersion: "<rv>"', 'resourceVersion: "812"'],
    ['creationTimestamp: "<time>"', 'creationTimestamp: "2026-11-24T09:00:01Z"'],
    ['web   1/1   Running   0   <age>', 'web   1/1   Running   0   2m13s'],
    ['configmap/a-<suffix> created', 'configmap/a-x7k2p created'],
    ['settings   2      <age>   ', 'settings   2      5s'],
  ])('%j is met by %j', (wanted, got) => {
    expect(isSame(wanted, got)).toBe(true)
  })

  test.each([
    ['a date that was not blanked', 'Finished: Tue, 24 Nov 2026 00:14:45 +0000', 'Finished: Tue, 24 Nov 2026 00:14:46 +0000'],
    ['a version that was not blanked', 'resourceVersion: "812"', 'resourceVersion: "813"'],
    ['a suffix that was not blanked', 'pod/web-x7k2p', 'pod/web-b4c5d'],
    ['a toleration for another time', 'op=Exists for 300s', 'op=Exists for 30s'],
    ['an address', 'Node: node-1/10.99.0.1', 'Node: node-1/172.18.0.2'],
    ['a word for an age', 'web   <age>', 'web   <unknown>'],
    ['a blank that is printed', 'uid: <uid>', 'uid: <uid'],
    ['a character of the text beside a blank', 'age (<age>).', 'age (5s)!'],
    ['blanks at the end of a line without an age', 'IP:   ', 'IP:'],
  ])('is not met by %s', (_, wanted, got) => {
    expect(isSame(wanted, got)).toBe(false)
  })

  test('may have been blanked on both sides', () => {
    expect(isSame('kube-api-access-<suffix> for <age>', 'kube-api-access-<suffix> for 300s')).toBe(true)
  })

  test("shows the recorder's own clock in three places, which do not count", () => {
    const described = (time: string) => `Name: web\nCreationTimestamp:      Tue, 24 Nov 2026 ${time} +0000\nLabels: <none>\n`
    expect(isSame(described('00:12:11'), described('00:00:02'))).toBe(true)
    expect(isSame('Start Time:  Tue, 24 Nov 2026 00:14:45 +0000\n', 'Start Time:  Tue, 24 Nov 2026 00:00:02 +0000\n')).toBe(true)
    expect(isSame('NAME      STATUS   AGE\ndefault   Active   35m\n', 'NAME      STATUS   AGE\ndefault   Active   2s\n')).toBe(true)
  })

  test('that came out in two ways is met by either, and by its list items in any order', () => {
    const [first, second] = ['may not set [a b, c, d]', 'may not set [c, a b, d]']
    expect(isSame(first, second, second)).toBe(true)
    expect(isSame(first, 'may not set [d, c, a b]', second)).toBe(true)
    expect(isSame(first, 'may not set [d, c, b a]', second)).toBe(false)
    expect(isSame(first, second)).toBe(false)
  })
})

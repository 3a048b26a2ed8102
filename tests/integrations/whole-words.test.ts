// Code in prose, in the parts that a line may be broken between.

import { expect, test } from 'vitest'
import { wholeWords } from '../../src/integrations/whole-words.mjs'

const element = (tagName: string, ...children: unknown[]) => ({ type: 'element', tagName, properties: {}, children })
const text = (value: string) => ({ type: 'text', value })
const whole = (value: string) => ({ type: 'element', tagName: 'span', properties: { className: ['whole'] }, children: [text(value)] })

function marked(...children: readonly unknown[]): unknown {
  const page = { type: 'root', children: [element('p', ...children)] }
  wholeWords()(page)
  return page.children[0]
}

test('a short code with blanks or hyphens is one part', () => {
  expect(marked(text('Say '), element('code', text('sh -c')))).toEqual(element('p', text('Say '), element('code', whole('sh -c'))))
})

test('a long one may be broken between its words, and a word that no line of a phone holds within', () => {
  const line = 'kubectl apply --filename=https://site.example/manifests/web.yaml'
  expect(marked(element('code', text(line)))).toEqual(
    element(
      'p',
      element('code', whole('kubectl'), text(' '), whole('apply'), text(' '), text('--filename=https://site.example/manifests/web.yaml')),
    ),
  )
})

test('a name has nothing to break at, and a block of YAML is left alone', () => {
  const untouched = [element('code', text('configMapKeyRef')), element('pre', element('code', text('sh -c')))]
  expect(marked(...structuredClone(untouched))).toEqual(element('p', ...untouched))
})

test('a command in a block of its own is broken between its words', () => {
  const block = (...children: unknown[]) => ({
    ...element('pre', element('code', element('span', ...children))),
    properties: { dataLanguage: 'sh' },
  })
  const page = { type: 'root', children: [block(text(' create configmap settings --from-env-file=app.env'))] }
  wholeWords()(page)
  expect(page.children).toEqual([
    block(
      text(' '),
      whole('create'),
      text(' '),
      whole('configmap'),
      text(' '),
      whole('settings'),
      text(' '),
      whole('--from-env-file=app.env'),
    ),
  ])
})

// Help and explanations: what is listed, in which layout, and that nothing is passed over in silence.

import { describe, expect, test } from 'vitest'
import type { CommandSpec } from '../../../src/simulator/kubectl/command/command.ts'
import { rootOf } from '../../../src/simulator/kubectl/root.ts'
import { toolboxOf } from '../../../src/simulator/kubectl/toolbox.ts'
import { ALL_TOOLS, referenceOfCommands } from '../../../src/simulator/kubectl/tools/all.ts'
import { referenceTools } from '../../../src/simulator/kubectl/tools/reference.ts'
import { readFieldSentences } from '../api/field-sentences.ts'
import { TestTerminal } from './terminal.ts'

function everyCommand(spec: CommandSpec, path: string): readonly { readonly path: string; readonly spec: CommandSpec }[] {
  return [{ path, spec }, ...(spec.subcommands ?? []).flatMap((sub) => everyCommand(sub, `${path} ${sub.name}`))]
}

const ROOT = rootOf(ALL_TOOLS)
const ALL = everyCommand(ROOT, 'kubectl')

describe('help', () => {
  test.each(ALL.map(({ path }) => path))('%s --help says how it is used and ends with 0', (path) => {
    const { stdout, stderr, exitCode } = new TestTerminal().run(`${path} --help`)
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
    if (path !== 'kubectl options') expect(stdout).toContain(`\nUsage:\n  ${path}`)
  })

  test('kubectl alone lists every supported command once, under its heading, and names the others', () => {
    const help = new TestTerminal().says('kubectl')
    for (const { name, short, unsupported, hidden } of ROOT.subcommands ?? []) {
      if (hidden === true) continue
      if (unsupported === undefined) expect(help.split(`\n  ${name.padEnd(16)}${short}\n`)).toHaveLength(2)
      else expect(help.replaceAll('\n  ', ' ')).toMatch(new RegExp(`instead\\):.*\\b${name}\\b`))
    }
    expect(help.indexOf('Basic Commands (Beginner):')).toBeLessThan(help.indexOf('Other Commands:'))
  })

  test('what is not supported says so by name, and what to use', () => {
    for (const { path, spec } of ALL) {
      if (spec.unsupported === undefined) continue
      expect(new TestTerminal().run(`${path} x`)).toMatchObject({
        stderr: `error: ${path} is not supported in this simulated cluster: ${spec.unsupported}\n`,
        exitCode: 1,
      })
    }
  })

  test('the page of supported commands has each that can be run, and each that cannot', () => {
    const { groups, absentCommands } = referenceOfCommands()
    const listed = groups.flatMap(({ commands }) => commands.map(({ path }) => path))
    const wanted = ALL.filter(({ spec }) => spec.run !== undefined && spec.unsupported === undefined).map(({ path }) => path)
    expect(listed.toSorted()).toEqual(wanted.toSorted())
    expect(absentCommands.map(({ what }) => what)).toEqual(ALL.filter(({ spec }) => spec.unsupported !== undefined).map(({ path }) => path))
  })

  test('a flag of a command is listed once', () => {
    const twice = ALL.flatMap(({ path, spec }) => {
      const names = spec.flags.map(({ name }) => name)
      return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${path} --${name}`)
    })
    expect(twice).toEqual([])
  })
})

describe('kubectl explain', () => {
  function explain(words: string): string {
    const terminal = new TestTerminal()
    terminal.session = { ...terminal.session, toolbox: toolboxOf([...ALL_TOOLS.values(), referenceTools(readFieldSentences())]) }
    return terminal.says(`kubectl explain ${words}`)
  }

  test('a field has its type, its words and a sentence', () => {
    expect(explain('pod.spec.restartPolicy')).toBe(`KIND:       Pod
VERSION:    v1

FIELD: restartPolicy <string>
ENUM:
    Always
    Never
    OnFailure

DESCRIPTION:
    Whether a container that ends is started again.
    

`)
  })

  test('a struct lists its fields, the required ones marked', () => {
    const text = explain('deployments.apps.spec')
    expect(text).toMatch(/^GROUP: {6}apps\nKIND: {7}Deployment\nVERSION: {4}v1\n\nFIELD: spec <DeploymentSpec>\n\n\nDESCRIPTION:\n/)
    expect(text).toContain('\n  selector\t<LabelSelector> -required-\n    The labels its Pods have;')
  })

  test('--recursive shows names and types alone, as deep as asked', () => {
    expect(explain('cm --recursive --max-depth=1')).toContain('FIELDS:\n  apiVersion\t<string>\n  binaryData\t<map[string]string>\n')
    expect(explain('pod.spec.containers --recursive')).toContain(
      '\n  envFrom\t<[]EnvFromSource>\n    configMapRef\t<ConfigMapEnvSource>\n      name\t<string>\n',
    )
  })

  test.each([
    ['pod.spec.foo', 'KIND:       Pod\nVERSION:    v1\n\nerror: field "foo" does not exist\n'],
    ['nothing', `the server doesn't have a resource type "nothing"\n`],
    ['pod --max-depth=2', 'error: --max-depth requires --recursive\n'],
    ['deploy --api-version=apps/v2', `error: couldn't find resource for "apps/v2, Resource=deployments"\n`],
    ['a b', 'error: We accept only this format: explain RESOURCE\n'],
  ])('%s is refused in kubectl’s words', (words, message) => {
    expect(explain(words)).toBe(message)
  })
})

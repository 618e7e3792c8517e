import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { demoFolder } from '../support/city/demo-folder.ts'
import { runCli } from '../support/cli.ts'
import { knownCommands } from '../support/commands.ts'
import { copyTo, newFolder } from '../support/folders.ts'

describe('a command line that says too little, or too much', () => {
  it.each([
    ['approve', 'drf-1'],
    ['approve', '--version', '1'],
    ['approve', 'drf-1', '--version', '0'],
    ['approve', 'drf-1', '--version', 'x'],
    ['approve', 'drf-1', 'drf-2', '--version', '1'],
    ['witness', '--new-key'],
    ['import', 'list', 'x.csv', '--outside'],
    ['import', 'package', 'x', '--outside'],
    ['import', 'uk-gmpp', 'x.csv', '--outside', '--url', 'http://127.0.0.1:1', '--key', 'k'],
  ])('is refused before anything is opened: %s %s %s', async (...args) => {
    const dir = await newFolder()
    const given = args[0] === 'approve' ? [...args, '--data', join(dir, 'none')] : args
    expect(await runCli(given, { home: dir })).toMatchObject({ code: 2, out: '' })
  })
})

describe('operands of a command', () => {
  const taking = (operands: string): string => operands.replace(/^.*?mingzhang -- (.*) \[options\].*$/s, '$1')
  const counted = knownCommands
    .map(({ name, help }) => ({ name, usage: taking(help) }))
    .filter(({ usage }) => !usage.includes('…'))

  it.each(counted)('$usage: one too many is refused, and never passed over', async ({ name, usage }) => {
    const most = usage.slice(name.length).split(' ').filter(Boolean).length
    const given = Array.from({ length: most + 1 }, (_, i) => `operand-${i}`)
    const { code, err, out } = await runCli([...name.split(' '), ...given], { home: await newFolder() })
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(`operand-${most}`)
    expect(err).toContain(`mingzhang ${usage}`)
  })
})

describe('what is exported', () => {
  it('is readable for everybody, though the data folder is not', async () => {
    const data = await demoFolder()
    const dir = await newFolder()
    chmodSync(dir, 0o755)
    const out = join(dir, 'decisions.csv')
    expect(await runCli(['export', 'decisions', '--data', data, '--out', out], { home: dir })).toMatchObject({
      code: 0,
    })
    expect(statSync(out).mode & 0o777).toBe(0o644)
    const whole = join(dir, 'package')
    expect(await runCli(['export', '--package', whole, '--data', data], { home: dir })).toMatchObject({
      code: 0,
    })
    expect(statSync(whole).mode & 0o777).toBe(0o755)
    expect(statSync(join(whole, 'entries.jsonl')).mode & 0o777).toBe(0o644)
    expect(statSync(data).mode & 0o077).toBe(0)
  })
})

describe('a folder that was set back', () => {
  it('is noticed by every command that writes, from the mark beside it', async () => {
    const home = await newFolder()
    const data = await demoFolder()
    const copy = join(home, 'copy')
    mkdirSync(copy)
    await copyTo(data, copy)
    const invite = () =>
      runCli(['invite', '--role', 'inspector', '--post', '巡察岗', '--data', data], { home, now: new Date() })
    expect(await invite()).toMatchObject({ code: 0 })
    await rm(data, { recursive: true })
    await copyTo(copy, data)
    chmodSync(data, 0o700)
    const after = await invite()
    expect(after.code).toBe(1)
  })
})

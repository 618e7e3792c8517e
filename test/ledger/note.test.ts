import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, fromHex, fromUtf8, toBase64, utf8 } from '../../worker/ledger/bytes.ts'
import { openNote, parseNote, signNote } from '../../worker/ledger/note.ts'
import { createSigner } from '../../worker/ledger/signer.ts'
import { parseVerifierKey } from '../../worker/ledger/vkey.ts'
import { codeOf, codeOfPromise } from '../support/ledger/ledger-error.ts'
import { signerNamed } from '../support/ledger/signers.ts'
import { readVectors } from '../support/shared.ts'

/** The example of C2SP signed-note. */
const KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const NOTE =
  'This is an example message.\n\n' +
  '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n'

interface NoteVectors {
  valid: { name: string; note: string; vkeys: string[]; skey?: string }[]
  malformed: { cases: { why: string; note?: string; note_hex_prefix?: string; with_vkeys?: string[] }[] }
}

describe('signed notes', () => {
  it('known answer: the example of the specification', async () => {
    const { text, verified, unverified } = await openNote(NOTE, [KEY])
    expect(text).toBe('This is an example message.\n')
    expect(verified.map(({ name, keyId }) => [name, keyId])).toEqual([['example.com/foo', 0x530d903a]])
    expect(verified.map(({ line }) => line).join('')).toBe(NOTE.split('\n\n')[1])
    expect(unverified).toEqual([])
  })

  it('what is signed opens, whatever the text', async () => {
    const [one, two] = [await signerNamed('one.example'), await signerNamed('two.example')]
    const line = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .filter((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text))
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 5 }), async (lines) => {
        const text = `${lines.join('\n')}\n`
        const note = await signNote(text, [one, two])
        expect(parseNote(note).text).toBe(text)
        const opened = await openNote(note, [two.verifierKey, one.verifierKey])
        expect(opened.text).toBe(text)
        expect(opened.verified.map(({ name }) => name)).toEqual(['one.example', 'two.example'])
        expect((await openNote(note, [two.verifierKey])).unverified.map(({ name }) => name)).toEqual([
          'one.example',
        ])
      }),
      { numRuns: 25 },
    )
  })

  it('no change of a character holds', async () => {
    const signer = await signerNamed('one.example')
    const note = await signNote('first\n\nsecond\n', [signer])
    for (let at = 0; at < note.length; at++) {
      const changed = `${note.slice(0, at)}${note[at] === 'A' ? 'B' : 'A'}${note.slice(at + 1)}`
      expect(['malformed_note', 'signature_invalid']).toContain(
        await codeOfPromise(openNote(changed, [signer.verifierKey])),
      )
    }
  })

  it('of a key met twice, the first line counts and further ones are not believed', async () => {
    const signer = await signerNamed('one.example')
    const note = await signNote('text\n', [signer])
    const { keyId } = parseVerifierKey(signer.verifierKey)
    const forged = `— one.example ${toBase64(concat(keyBytes(keyId), new Uint8Array(64)))}\n`
    const opened = await openNote(note + forged, [signer.verifierKey])
    expect([opened.verified.length, opened.unverified.map(({ line }) => line)]).toEqual([1, [forged]])
    const first = note.replace('\n\n', `\n\n${forged}`)
    expect(await codeOfPromise(openNote(first, [signer.verifierKey]))).toBe('signature_invalid')
  })

  it('needs a signature of a given key', async () => {
    const other = await signerNamed('other.example')
    expect(await codeOfPromise(openNote(NOTE, [other.verifierKey]))).toBe('signature_invalid')
    expect(await codeOfPromise(openNote(NOTE, []))).toBe('signature_invalid')
    const impostor = await signerNamed('example.com/foo')
    expect(await codeOfPromise(openNote(NOTE, [impostor.verifierKey]))).toBe('signature_invalid')
  })

  it('neither takes nor makes notes of a cosignature key', async () => {
    const witness = await signerNamed('witness.example', 4)
    expect(await codeOfPromise(signNote('text\n', [witness]))).toBe('malformed_vkey')
    expect(await codeOfPromise(openNote(NOTE, [KEY, witness.verifierKey]))).toBe('malformed_vkey')
  })

  it.each(['', 'text', 'a\rb\n', 'a\u0000\n', '\ud800\n'])('does not sign %j', async (text) => {
    expect(await codeOfPromise(signNote(text, [await signerNamed('one.example')]))).toBe('malformed_note')
  })

  const line = NOTE.split('\n\n')[1] ?? ''
  it.each([
    '',
    'text\n',
    'text\n\n',
    `text\n${line}`,
    `text\n\n${line.trimEnd()}`,
    `text\n\n${line}\n`,
    `text\n\n${line}more\n`,
    `text\n\n${line.replace('—', '-')}`,
    `text\n\n${line.replace('— ', '—')}`,
    `text\n\n${line.replace('— ', '—  ')}`,
    `text\n\n${line.replace('/foo ', '/foo  ')}`,
    `text\n\n${line.replace('=\n', '= \n')}`,
    `text\n\n${line.replace('=\n', '\n')}`,
    `text\n\n${line.replace('QM=', 'QN=')}`,
    `text\n\n${line.replace('\n', '\r\n')}`,
    `text\n\n— a+b AAAAAAA=\n`,
    `text\n\n— a AAAAAA==\n`,
    `text\n\n${line.repeat(101)}`,
    `te\u0001xt\n\n${line}`,
    `te\ud800xt\n\n${line}`,
    `${'x'.repeat(1_000_000)}\n\n${line}`,
  ])('refuses a malformed note (%#)', (note) => {
    expect(codeOf(() => parseNote(note))).toBe('malformed_note')
  })

  it('takes a hundred signatures', () => {
    expect(parseNote(`text\n\n${line.repeat(100)}`).signatures).toHaveLength(100)
  })

  const vectors = readVectors<NoteVectors>('signed-notes.json')
  it.skipIf(vectors === null)('signed-notes', async () => {
    for (const { note, vkeys, skey } of vectors?.valid ?? []) {
      const { text, verified, unverified } = await openNote(note, vkeys)
      expect([verified.length, unverified.length]).toEqual([vkeys.length, 0])
      if (skey !== undefined) expect(await signNote(text, [await createSigner(skey)])).toBe(note)
    }
    const good = vectors?.valid.find(({ name }) => name === 'golang-peter')
    for (const { why, note, note_hex_prefix = '', with_vkeys } of vectors?.malformed.cases ?? []) {
      const text = note ?? `${good?.note ?? ''}${(good?.note.split('\n\n')[1] ?? '').repeat(100)}`
      const open = async () =>
        openNote(fromUtf8(concat(fromHex(note_hex_prefix), utf8(text))), good?.vkeys ?? [])
      const expected =
        note_hex_prefix !== '' ? 'malformed_utf8' : with_vkeys ? 'signature_invalid' : 'malformed_note'
      expect(await codeOfPromise(open()), why).toBe(expected)
    }
  })
})

function keyBytes(id: number): Uint8Array {
  return fromHex(id.toString(16).padStart(8, '0'))
}

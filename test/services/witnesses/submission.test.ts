import { beforeAll, describe, expect, it } from 'vitest'
import { parseAddCheckpoint } from '../../../worker/ledger/add-checkpoint.ts'
import { signCheckpoint } from '../../../worker/ledger/checkpoint.ts'
import { formatCosignature } from '../../../worker/ledger/cosignature.ts'
import type { Signer } from '../../../worker/ledger/signer.ts'
import { type Post, submitCheckpoint } from '../../../worker/services/witnesses/submission.ts'
import { NaiveTree } from '../../support/ledger/naive-tree.ts'
import { signerNamed } from '../../support/ledger/signers.ts'

const tree = NaiveTree.ofSize(20)
let note: string
let text: string
let witness: Signer
let stranger: Signer

beforeAll(async () => {
  const log = await signerNamed('ledger.example/log')
  witness = await signerNamed('witness.example')
  stranger = await signerNamed('stranger.example')
  note = await signCheckpoint({ origin: log.name, size: 20, root: tree.root(20) }, log)
  text = note.slice(0, note.indexOf('\n\n') + 1)
})

/** Submits from a size, to a witness that answers in turn. */
async function submit(old: number, ...answers: (Awaited<ReturnType<Post>> | null)[]) {
  const sent: { url: string; old: number; hashes: number }[] = []
  const outcome = await submitCheckpoint(
    {
      url: 'https://w.example/prefix/',
      vkey: witness.verifierKey,
      old,
      size: 20,
      note,
      prove: async (from) => (from === 0 || from === 20 ? [] : tree.consistency(from, 20)),
    },
    async (url, body) => {
      const request = parseAddCheckpoint(body)
      sent.push({ url, old: request.old, hashes: request.proof.length })
      const answer = answers.shift()
      if (answer == null) throw new Error('nobody there')
      return answer
    },
  )
  return { outcome, sent }
}

const cosigned = async (signer: Signer, time = 1_767_139_200) => ({
  status: 200,
  text: await formatCosignature(text, time, signer),
})

describe('a checkpoint brought to a witness', () => {
  it('comes back cosigned, from the size that the witness last saw', async () => {
    const { outcome, sent } = await submit(7, await cosigned(witness))
    expect(outcome).toMatchObject({ is: 'cosigned', time: 1_767_139_200 })
    expect(sent).toEqual([
      { url: 'https://w.example/prefix/add-checkpoint', old: 7, hashes: tree.consistency(7, 20).length },
    ])
  })

  it('is brought again from the size that the witness names, and no more than once', async () => {
    const { outcome, sent } = await submit(0, { status: 409, text: '12\n' }, await cosigned(witness))
    expect(outcome.is).toBe('cosigned')
    expect(sent.map(({ old }) => old)).toEqual([0, 12])
    const twice = await submit(0, { status: 409, text: '12\n' }, { status: 409, text: '13\n' })
    expect(twice.outcome).toEqual({ is: 'refused', status: 409 })
    expect(twice.sent).toHaveLength(2)
  })

  it('is an alarm when the witness has seen more', async () => {
    expect((await submit(7, { status: 409, text: '21\n' })).outcome).toEqual({ is: 'ahead', size: 21 })
    const known = await submit(21)
    expect(known.outcome).toEqual({ is: 'ahead', size: 21 })
    expect(known.sent).toEqual([])
  })

  it('has no cosignature in any other answer', async () => {
    const table: [Awaited<ReturnType<Post>> | null, string][] = [
      [null, 'unreachable'],
      [{ status: 200, text: '' }, 'odd'],
      [{ status: 200, text: '<html>' }, 'odd'],
      [await cosigned(stranger), 'odd'],
      [{ status: 200, text: (await cosigned(witness)).text.replace('\n', 'A\n') }, 'odd'],
      [{ status: 200, text: await formatCosignature(text.replace('20', '19'), 1, witness) }, 'odd'],
      [{ status: 409, text: '7' }, 'odd'],
      [{ status: 409, text: 'conflict\n' }, 'odd'],
      [{ status: 404, text: 'unknown log\n' }, 'refused'],
      [{ status: 422, text: 'invalid consistency proof\n' }, 'refused'],
      [{ status: 429, text: '' }, 'refused'],
      [{ status: 500, text: '' }, 'refused'],
    ]
    for (const [answer, is] of table) expect((await submit(7, answer)).outcome.is, is).toBe(is)
  })
})

/** Answers about the ledger: entries, receipts, evidence, checkpoints, witnesses. */
import { z } from 'zod'
import { codesOf, grounds } from '../../../domain/record/vocabulary.ts'
import { base64, instant, json, note, proof, whole } from './parts.ts'

export const receipt = z
  .object({ index: whole, leafHash: base64, size: whole, root: base64, proof, checkpoint: note })
  .meta({ id: 'Receipt', description: 'That one entry is in the ledger: inclusion proof and checkpoint.' })

export const recorded = z
  .object({
    records: z.array(z.object({ id: z.string(), seq: whole, index: whole })),
    receipts: z.array(receipt),
  })
  .meta({ id: 'Recorded' })

export const prepared = z
  .object({
    ticket: base64.meta({ description: 'To be sent back in "signed".' }),
    drafts: z.array(
      z.object({
        kind: z.string(),
        record: z.string(),
        seq: whole,
        body: json,
        salt: base64,
        digest: base64.meta({ description: 'SHA-256 over salt and canonical body.' }),
        unsigned: z.string().meta({
          description:
            'Exactly the text to sign: a line that says what it is, the origin of the ledger, the canonical envelope without "sig" and "recorded".',
        }),
      }),
    ),
  })
  .meta({ id: 'Prepared', description: 'What would be recorded; nothing was.' })

export const envelope = z
  .object({
    v: z.literal([1, 2]).meta({ description: '2 where "sig" names this ledger.' }),
    kind: z.string(),
    record: z.string(),
    seq: whole,
    department: z.string().nullable(),
    actor: z.object({ account: z.string(), role: z.string(), department: z.string().nullable() }),
    approver: z.string().optional().meta({
      description:
        'The second person: an account, or `delivery-` and the SHA-256 of the published file that was followed.',
    }),
    occurred: z.string().meta({ description: 'Business time as claimed: year, month, day or instant.' }),
    recorded: instant,
    visibility: z.enum(['public', 'sealed']),
    ground: z.enum(codesOf(grounds)).optional(),
    review: z.string().optional(),
    body: base64.meta({ description: 'SHA-256 over salt and content.' }),
    sig: base64.optional().meta({
      description: 'Ed25519 by a key of the department; over which bytes, see the formats of the ledger.',
    }),
  })
  .meta({ id: 'Envelope' })

export const opened = z
  .object({
    entry: whole.meta({ description: 'Index of the entry that opened it.' }),
    recorded: instant,
    content: json,
    salt: base64,
  })
  .meta({
    id: 'Opened',
    description:
      'A text that was withheld and is open now: SHA-256 over salt and canonical content is "body" of the envelope.',
  })

export const entry = z
  .object({
    index: whole,
    leaf: base64,
    leafHash: base64,
    envelope,
    body: json,
    content: z.string().nullable().meta({ description: 'The body as it was digested: canonical JSON.' }),
    salt: base64.nullable(),
    withheld: z.enum(['sealed', 'erased']).nullable().meta({
      description:
        'Why there is no body: it is withheld, or was lawfully erased; withheld text that is gone is erased.',
    }),
    opened: opened.nullable(),
  })
  .meta({ id: 'Entry' })

const provenEntry = z.object({
  index: whole,
  leaf: z.string().meta({ description: 'The leaf as text: canonical JSON of the envelope.' }),
  salt: base64.nullable(),
  content: z.string().nullable(),
  proof,
})

export const evidenceFile = z
  .object({
    format: z.literal('mingzhang-evidence@v1'),
    record: z.string(),
    checkpoint: note,
    policy: z.string(),
    entries: z.array(provenEntry),
    erasures: z.array(provenEntry),
    digest: base64.meta({
      description: 'SHA-256 of the JSON of all members before it, without white space.',
    }),
  })
  .meta({ id: 'EvidenceFile', description: 'One text for one evidence: a changed byte is noticed.' })

const witnessedCheckpoint = z.object({
  size: whole,
  checkpoint: note,
  witnesses: z.array(z.string()).meta({ description: 'Names in the policy.' }),
  time: whole.nullable().meta({ description: 'POSIX seconds of the latest cosignature.' }),
  quorum: z.boolean(),
})

export const witnesses = z.object({
  policy: z.string().nullable().meta({ description: 'C2SP tlog-policy; null when nobody cosigns.' }),
  witnesses: z.array(
    z.object({
      name: z.string(),
      vkey: z.string(),
      url: z.string().nullable(),
      standing: z.enum([
        'cosigned',
        'ahead',
        'refused',
        'unreachable',
        'odd',
        'waiting',
        'overruled',
        'unknown_key',
        'no_address',
      ]),
      size: whole,
      at: instant.nullable(),
    }),
  ),
  newest: witnessedCheckpoint.nullable(),
  witnessed: witnessedCheckpoint.nullable(),
})

export const latest = z.object({ size: whole, recorded: instant.nullable(), checkpoint: note })
export const checkpoint = z.object({ size: whole, checkpoint: note })
export const consistency = z.object({ from: whole, to: whole, proof })
export const handedIn = z.object({
  is: z.enum(['same', 'grew', 'ahead', 'differs']).meta({
    description:
      'The ledger holds what was seen; it is shorter than that; or it is another history, which the two notes prove.',
  }),
  from: whole,
  to: whole,
  proof,
  seen: note,
  given: note,
})
export const changes = z.object({ items: z.array(entry), next: whole, size: whole })

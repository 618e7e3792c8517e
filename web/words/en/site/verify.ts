import type { verifyZh } from '../../zh/site/verify.ts'

/** Words of the page on verifying. */
export const verifyEn: typeof verifyZh = {
  verify: {
    title: 'How to verify',
    description:
      'Every entry on this site can be checked independently: in the browser, on the command line, or with any tlog-tiles tool.',
    lede: 'You need not trust this site, nor the departments that write in it. This page says what your browser computes before a seal is stamped, and how to do the same without this site.',
    browser: 'Five steps in your browser',
    steps: {
      body: {
        name: 'Body',
        text: 'SHA-256 over the random salt and the body must equal the digest in the envelope. Change one character and it fails.',
      },
      leaf: {
        name: 'Leaf',
        text: 'The leaf hash is computed from the canonical JSON of the envelope (RFC 6962).',
      },
      inclusion: {
        name: 'Inclusion',
        text: 'Your browser fetches the hash tiles of the tree and computes the root from them, which must be the root in the checkpoint; in them the leaf must stand at its place. It takes no proof on the word of this site.',
      },
      signature: {
        name: 'Signature',
        text: 'The checkpoint’s Ed25519 signature is checked with the ledger’s key. The key is remembered on your first visit; you are told if it ever changes.',
      },
      replay: {
        name: 'Replay',
        text: 'All entries of the record are replayed from the first, and the result is compared with what the page shows. A database edited behind the ledger’s back is found here.',
      },
    },
    growth: 'Every reader is a monitor',
    growthText:
      'Your browser keeps the last checkpoint it saw. On your next visit the ledger must prove that the new tree grew out of the old one: added to, never altered. If that fails, the two contradicting signatures are the evidence; you can download and publish them.',
    signed: 'The department’s own signature',
    signedText:
      'A department can sign its entries with a key of its own: the name of this ledger and all of the envelope but the signature and the time of recording, and with it the digest of the body. Your browser fetches the entries that registered the keys of the department, checks them like any others, and then checks the signature. So not even the operator of this site can log in the name of a department, or change a word of what it signed. A lost key is revoked by an entry: nothing that stands after it is signed by that key, and what stands before stays signed.',
    witness: {
      title: 'Witnesses',
      lede: 'A reader cannot see whether somebody else is shown another ledger. A witness can: it cosigns a checkpoint only when the ledger has done nothing but grow since its last one. Witnesses are not run by the operator of this site.',
      policy: 'Witness policy',
      none: 'This ledger has no witnesses yet. What you can rely on is the checkpoint that your own browser remembers, and those of other readers.',
      quorum:
        '{n} of {of} witnesses have cosigned the newest checkpoint ({size} entries), as the policy asks.',
      short: '{n} of {of} witnesses have cosigned the newest checkpoint, fewer than the policy asks for.',
      last: 'The last checkpoint with enough of them has {entries}.',
      never: 'No checkpoint has had enough of them yet.',
      entries: '{n} entry|{n} entries',
      name: 'Witness and key',
      standingName: 'Last answer',
      size: 'Seen (entries)',
      at: 'Time',
      standing: {
        cosigned: 'cosigned',
        ahead: 'says it has seen more entries',
        refused: 'refused to cosign',
        unreachable: 'cannot be reached',
        odd: 'gave an answer that is none',
        waiting: 'not asked yet',
        overruled: 'overruled by the operator',
        unknown_key: 'has a key that this software cannot check',
        no_address: 'has no address',
      },
    },
    keep: 'Keep the proof, check it off line',
    keepText:
      'Pages, screenshots and printouts can be forged; an evidence file cannot. Every record offers one, with all its entries, proofs, the checkpoint and the cosignatures. No server is asked when it is checked, and it holds when this site is gone.',
    keepLink: 'Check an evidence file',
    seals: 'What the seals look like',
    sealsText: 'A seal never relies on colour alone: each one says its state in words.',
    cli: 'Verify the whole ledger on the command line',
    cliText:
      'This command reads every entry, recomputes the tree, and checks signatures, bodies and the public API. It exits with 0 only if everything agrees; otherwise it names the first thing that does not.',
    tools: 'With other people’s tools',
    toolsText:
      'The ledger is published as C2SP tlog-tiles and its checkpoint is a C2SP signed note. Any tool that reads those formats can audit it without our code.',
    keys: 'Ledger and key',
    keysText: 'Compare this key through another channel: a gazette, a press notice, a witness.',
    what: 'checkpoint',
    addresses: {
      checkpoint: 'Checkpoint',
      tiles: 'Hash tiles',
      entries: 'Entry bundles',
      policy: 'Witness policy',
      evidence: 'Evidence file of a record',
      known: 'Identity and key',
      proof: 'Proof of one entry',
    },
  },
  // A record that was drawn again in the reader's browser.
  redraw: {
    said: 'Drawn by your browser from {n} entries, each of which it has checked under the checkpoint over {size} entries; nothing of the page that the server drew was used.',
    back: 'Back to the page of the server',
    otherTitle: 'The heading that the server drew is not that of the entries: {title}',
    looking: {
      now: 'Your browser is looking through the entries of the ledger behind the last one of this record.',
      failed:
        'The entries behind the last one of this record could not be looked through: they are not served, or not those of the tree.',
      all: 'Your browser has looked through the one entry behind the last one of this record: it is not about it.|Your browser has looked through all {n} entries behind the last one of this record: none of them is about it.',
      some: 'Your browser has looked through the newest entry: it is not about this record. That there are none between, it has from the catalogue of records.|Your browser has looked through the newest {n} entries: none of them is about this record. That there are none between, it has from the catalogue of records.',
      further: 'Look through the one between|Look through the {n} between',
      hidden:
        'The server keeps an entry of this record back, and the catalogue of records is not true: keep this page, and tell others.',
      entry: 'Entry {index}',
    },
  },
}

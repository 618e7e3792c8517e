import type { clientZh } from '../../zh/site/client.ts'

/** Words of the browser about verification: sent with the page, unlike all others. */
export const clientEn: typeof clientZh = {
  client: {
    glyph: { check: '验', sealed: '封', broken: '破', cannot: '?' },
    seal: {
      unchecked: 'unchecked',
      checking: 'checking',
      good: 'checked',
      broken: 'mismatch',
      cannot: 'not checked',
      waiting: 'pending',
    },
    sealOf: 'Entry {index}: {state}',
    label: 'Verification',
    box: {
      unchecked: 'Not checked yet',
      checking: 'Checking …',
      good: 'This browser has checked {n} of {of} entries',
      goodLedger: 'This browser has checked the checkpoint',
      broken: 'It does not add up',
      cannot: 'Not checked',
      waiting: '{n} of {of} entries checked, the rest pending',
      script: 'Checking happens in your browser and needs JavaScript. Without it, use the command line.',
    },
    redraw: 'Draw this record again from the checked entries',
    ledger: 'Ledger of {n} entry.|Ledger of {n} entries.',
    newest: 'The newest was recorded {time}.',
    replayed: 'Replayed from its entries, the record equals this page.',
    complete: {
      complete: 'No entry is missing: it agrees with the catalogue of records of {day}.',
      stale:
        'The newest catalogue of records is of {day}: whether entries after it are missing cannot be checked, so nothing counts as verified.',
      none: 'The server gave no catalogue of records: whether entries are missing cannot be checked, so nothing counts as verified.',
      young: 'The ledger has just begun; it has no catalogue of records yet.',
    },
    took: 'Checked in {ms} ms.',
    first:
      'Your first visit. The checkpoint is remembered; next time the ledger must prove that it only grew.',
    grew: 'Since your last visit ({from} entries) it only grew.',
    same: 'The ledger is as it was on your last visit.',
    behind:
      'The server gave an older checkpoint than you have seen ({from} entries). The two agree, but what is newer cannot be seen now, so nothing counts as verified.',
    unknown:
      'Whether the ledger grew out of the one you saw could not be checked: the server gave no proof, so nothing counts as verified. Try again later.',
    waiting: '{n} entry is not under a checkpoint yet.|{n} entries are not under a checkpoint yet.',
    newer:
      '{n} new entry since this page was made; reload to see it.|{n} new entries since this page was made; reload to see them.',
    noMemory:
      'This browser does not let the site remember checkpoints, so growth cannot be checked next time.',
    signed: {
      mark: {
        unchecked: 'claims to be signed by the department; not checked',
        checking: 'checking the signature of the department',
        good: 'signed by the department',
        lost: 'signed by the department; its key was reported lost later',
        revoked: 'the signature does not count: its key was revoked before',
        wrong: 'the signature of the department does not hold',
        unknown: 'a signature by no registered key',
        cannot: 'claims to be signed by the department; could not be checked',
      },
      box: 'Signed by the department: {n} of {of} signatures checked with the key that it registered.',
      lost: 'Entry {index}: the signature holds, as its key was not revoked yet; the key was later reported lost from {date}.',
      revoked:
        'Entry {index}: the key of the signature was revoked before it was entered; it does not count.',
    },
    part: {
      body: 'Entry {index}: the body does not match the digest in its envelope',
      erasure: 'Entry {index}: said to be lawfully erased, but no entry of the ledger says so',
      leaf: 'Entry {index}: the envelope does not match its leaf hash',
      inclusion: 'Entry {index}: not in the signed tree',
      signature: 'The signature of the checkpoint is not valid',
      key: 'The key of the ledger is not the one you saw on your last visit',
      order: 'Entry {index}: not the next entry that this record should have',
      shown: 'Entry {index}: this page shows something other than the ledger holds',
      state: 'This page shows something other than a replay of the entries gives',
      api: 'The API returns something other than a replay of the entries gives',
      frozen: 'The server’s own ledger contradicts itself; it has stopped signing checkpoints',
      sig: 'Entry {index}: the signature of the department does not fit what stands here',
      sigKey:
        'Entry {index}: it is signed, but no key that its department had registered by then can be checked',
      catalogue: 'The catalogue of records does not hold: whether all entries are here could not be checked',
      missing:
        'The catalogue of records counts more entries of this record than are told here: some are kept back',
      growth: 'The ledger did not grow out of the one you saw ({from} entries): it was rewritten',
    },
    why: {
      insecure:
        'This page was not opened over HTTPS, so the browser withholds the cryptography needed to check.',
      ed25519: 'This browser cannot check Ed25519 signatures yet. Use a newer one, or the command line.',
      fetch:
        'The data needed for checking could not be fetched. That says nothing against the ledger; try again later.',
      thread:
        'The checks could not be started in this browser, or stopped half way. That says nothing against the ledger; reload the page, or use the command line.',
      empty: 'The ledger is still empty; there is nothing to check.',
    },
    download: 'Download evidence',
    downloadFork: 'Download both checkpoints as evidence',
    how: 'Check it yourself',
  },
}

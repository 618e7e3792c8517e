import type { checkZh } from '../../zh/site/check.ts'

/** Checking an evidence file. */
export const checkEn: typeof checkZh = {
  check: {
    title: 'Check an evidence file',
    description: 'Check an evidence file in your own browser; no server is asked.',
    lede: 'Drop an evidence file here that you downloaded from the page of a record. It does not leave your computer, and is checked with the network off as well.',
    script: 'Checking happens in your browser and needs JavaScript. Without it, use the command below.',
    file: 'Evidence file',
    drop: 'Drop the file here, or click to choose it',
    policy: 'Whom you trust (may be left empty)',
    policyHint:
      'The verifier key of the ledger; or with the witnesses that you trust, as C2SP tlog-policy has it. For a file that was signed by a former key, put the text of /log/keys of the ledger on a line of its own behind that. Left empty, the policy in the file is used, which shows only that the file agrees with itself.',
    holds: 'It holds',
    itself: 'It agrees with itself; the key is still to be compared',
    short: 'The entries hold, but too few witnesses have cosigned',
    broken: 'It does not hold',
    under:
      '{entries}, all under a checkpoint over {size}; bodies match their envelopes, and none is missing between. Later entries are not in this file.',
    entries: '{n} entry|{n} entries',
    carried:
      'The key came with the file, and a forged file brings its own. Get the key through another channel (a gazette, a newspaper, a witness), fill it in above, and check again.',
    former:
      'It was signed by a former key, known from the history of keys alone: whoever got hold of that private key could have made such a file as well. While the ledger is there, compare with the evidence file that it gives today.',
    record: 'Record',
    signed: 'Key of the ledger',
    cosigned: 'Cosigned by',
    entry: 'Entry',
    event: 'What happened',
    occurred: 'Happened',
    recorded: 'Recorded',
    withheld: '(body withheld, or lawfully erased)',
    otherEvent: 'other',
    problem: {
      missing: 'By the catalogue of records the record has other entries, which are not in the file.',
      file: 'This is not a whole evidence file, or it was changed.',
      trust:
        'What was filled in cannot be read: fill in a verifier key, or a policy as C2SP tlog-policy has it, one item a line.',
      signature:
        'The checkpoint has no valid signature of a ledger that is trusted, or a cosignature on it does not hold.',
    },
    complete: {
      complete: 'As of the catalogue of records of {day} the record had no other entries.',
      stale: 'The newest catalogue of records is of {day}: whether there are others since cannot be told.',
      young: 'The ledger is young, and has no catalogue of records yet.',
      none: 'The ledger shows no catalogue of records: whether there are other entries cannot be told.',
    },
    part: {
      leaf: 'Entry {index}: its envelope is wrong, or of another record, or an entry before it is missing.',
      body: 'Entry {index}: its body is not the one that the envelope commits to.',
      inclusion: 'Entry {index}: it is not in the tree of the checkpoint.',
      erasure: 'Entry {index}: its body is missing, and no entry says that it was lawfully erased.',
    },
    cli: 'On the command line',
    keep: {
      title: 'Keep this page as a file',
      lede: 'This page can be saved as one file that checks without this site later on: everything is in it, and it asks no network.',
      download: 'Download the checking page ({size})',
      digest: 'Its SHA-256',
      entered: 'As published in the ledger: ',
      since: 'entry {index}, {date}',
      other:
        'The ledger last published another file: the program may just have been renewed, so look again in ten minutes; if it stays so, do not use this file. Published by ',
      mirror:
        'The ledger that is mirrored published another file; this one comes with the program of the mirror. Published by ',
      none: 'The ledger has not published the digest of a checking page yet.',
      how: 'Compare what you saved by a command (the second one on Windows); it should give the same:',
      file: 'This is a checking page that was kept; it works with the network off, and times are in UTC. Whether the file is as it was published tells the SHA-256 on the page /check of the ledger.',
    },
  },
}

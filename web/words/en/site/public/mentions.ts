/** Words of mentions in other ledgers, in English. */
export const mentionsEn = {
  mention: {
    title: 'Hand in an annotation',
    lede: 'You have annotated an entry of this ledger in another one? Give its address: it is fetched and checked at once, and listed on the page of the record if it holds.',
    address: 'Address of the annotation',
    send: 'Check and list it',
    closed:
      'No other ledger is known here, so that no annotation can be checked. The operator names those that are.',
    listed: 'It holds and is listed. See the mention.',
    ended: 'It is no longer listed: {why}. See the mention.',
    known: 'Ledgers that are known here',
    how: 'What is checked',
    steps: {
      signed:
        'The checkpoint over there is signed by the key that is named, or by one that it has announced after it.',
      proven: 'Every entry of the annotation is under that checkpoint, and its content fits its digest.',
      meant: 'The leaf hash that the annotation names is that of an entry here.',
      again:
        'It is fetched again each day: once it is withdrawn or erased there, or what it is about was erased here, it is no longer listed, and an entry says why.',
    },
    all: 'All mentions elsewhere',
    about: 'Annotation elsewhere ({n})|Annotations elsewhere ({n})',
    by: 'Annotation in {ledger}',
    entry: 'Entry {index}',
    checked:
      'Checked on {day}: the signature of the checkpoint, the proof that the annotation is in that ledger (of {size} entries then), and the leaf hash that it names all hold.',
    outside: '(an address outside of this site, which answers for its own content)',
    nowhere: '(a fictional address: names like this lead to no site, so that it is no link)',
    where: 'Where the annotation stands',
    checkedOn:
      'On {day} the evidence file was fetched from {ledger} and checked, step by step. All of it held:',
    sizeThen: 'There were {size} entries under that checkpoint.',
    position: 'This site takes no position on what annotations say; it tells what was checked.',
  },
}

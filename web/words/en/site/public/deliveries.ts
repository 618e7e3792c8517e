import type { deliveriesZh } from '../../../zh/site/public/deliveries.ts'

/** Deliveries: what each edition of an imported register brought. */
export const deliveriesEn: typeof deliveriesZh = {
  deliveries: {
    title: 'Deliveries',
    lede: 'Each edition of an imported register or list is one delivery: what came, what is new, what changed, what is gone.',
    none: 'No register or list has been imported yet. After an import (the command mingzhang import, or Import in the workbench) what each edition changed is listed here.',
    silent:
      'Nothing has been delivered from the register {register} since {since}, although it was expected by {expected}. What comes from it is judged as of its last delivery; what has happened since is not known.',
    asOf: 'Date',
    register: 'Register',
    entries: 'Entries',
    of: '{register}, delivery of {asOf}',
    held: 'This delivery made {n} entry.|This delivery made {n} entries.',
    before: 'The delivery before it:',
    came: 'What came',
    rejected:
      'Records are counted, each once. What did not change makes no entry; nor do rows that could not be read and were rejected: of these, whoever imported is told.',
    kind: 'Kind',
    what: {
      new: 'New',
      changed: 'Moved on or changed',
      rewritten: 'Changed at the source',
      vanished: 'Vanished from the source',
    },
    entry: 'entry {index}',
  },
}

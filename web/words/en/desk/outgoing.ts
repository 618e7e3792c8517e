import type { outgoingZh } from '../../zh/desk/outgoing.ts'

/** Words for mailboxes and webhooks. */
export const outgoingEn: typeof outgoingZh = {
  mailboxes: 'Mailboxes for reminders',
  mailboxesHint:
    'A message comes when a question is new, when half of its time is over, two working days before, on the day, when it is late, objected to, rated unsolved, or when an approval waits. It holds a link, and nothing of what was asked. Addresses are kept sealed and not shown again.',
  mine: 'My own',
  since: 'set on {date}',
  confirmed: 'confirmed',
  unconfirmed: 'waits for its owner to confirm',
  remove: 'Remove',
  email: 'E-mail address',
  whose: 'Whose matters',
  ask: 'Send the message that asks',
  endpoints: 'Webhooks',
  endpointsHint:
    'Each new entry is told to this address once, signed (Standard Webhooks), by its number and address and without its content.',
  status: { waiting: 'waits for its answer', on: 'in use', off: 'off' },
  reasons: {
    gone: 'it answered 410',
    failing: 'nothing arrived for five days',
    account: 'the account ended',
  },
  waiting: '{n} on their way',
  verify: 'Challenge again',
  test: 'Try it',
  rotate: 'New key',
  arrived: 'It arrived; the answer was {status}.',
  failed: 'It did not arrive: {why}',
  secret: 'Key for signatures',
  secretHint: 'The receiver checks signatures by it; after a change the old one signs as well for 24 hours.',
  url: 'Address of the receiver',
  urlHint:
    'https, port 443, a public host by its name; a challenge is sent when it is set and has to be answered as it is.',
  topic: 'Only (optional)',
  topicHint:
    'Address of a record, department, rule or list, as /questions?status=received; every entry where it is left out.',
  make: 'Set it',
}

import type { followZh } from '../../zh/site/follow.ts'

export const followEn: typeof followZh = {
  follow: {
    link: 'Follow by mail',
    title: 'Follow by mail',
    lede: 'A message when something new is recorded: one at a time, each entry once, with the reason. No pixels, no changed links, one click to leave.',
    what: 'Follow',
    anything:
      'Nothing to follow is named here. Go to the page of a record, a department, a list, a rule or a search, and choose “Follow by mail”.',
    email: 'Address of mail',
    emailHint: 'Used for these messages alone, kept sealed beside the ledger, and deleted when you leave.',
    cadence: 'How often',
    submit: 'Send me the message that asks',
    closed: 'No mail is set up here. Use a feed instead:',
    feed: 'Feed (Atom)',
    asked: 'Look at your mail',
    askedText:
      'If {email} takes mail, a message arrives within minutes. Press the button behind its link, or type its eight digits below; without that, nothing more is sent.',
    code: 'Eight digits',
    confirm: 'Confirm',
    confirmText: 'Press the button, and new entries about “{title}” will be sent to you.',
    done: 'You follow it',
    doneText:
      'From now on new entries about “{title}” are sent to you. Each message links the page on which you change or leave.',
    manage: 'Your subscriptions',
    manageText: 'The link in your messages opens this page: do not pass it on.',
    drop: 'Stop',
    dropOne: 'Stop following: {title}',
    change: 'Change',
    language: 'Language of the messages',
    chinese: '中文',
    english: 'English',
    leave: 'Leave all, and delete my address',
    left: 'You have left',
    leftText: 'Nothing more is sent, and your address is deleted.',
    changed: 'Changed.',
  },
}

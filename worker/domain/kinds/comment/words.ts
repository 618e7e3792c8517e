/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import { type KindWords, told } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'
import { adoptionOutcomes, commentStatuses, dealings, submitters } from './vocabulary.ts'

export const commentWords = {
  name: of('意见', 'Comment'),
  many: of('条意见', 'comments'),
  untitled: of('意见（文字未公开）', 'Comment (its text is not published)'),
  list: {
    title: of('公众意见', 'Comments'),
    lede: of(
      '公开征求意见期间收到的每一条意见。收到即入账，审读后公开；每条意见采纳与否、为什么，写在采纳情况说明里。',
      'Every comment that came in while drafts were open for comment. Each is in the ledger at once and published once it was read; what became of it, and why, stands in the adoption report.',
    ),
  },
  fields: {
    listed: of('收到日期', 'Received'),
    consultation: of('征求意见', 'Consultation'),
    prompt: of('所答问题', 'Prompt'),
    draftVersion: of('草案版本', 'Version of the draft'),
    submitter: of('反馈人', 'Who comments'),
    channel: of('来源渠道', 'Came in by'),
    confirmed: of('受理岗已确认', 'Confirmed by a desk'),
    language: of('语言', 'Language'),
    sameTextAs: of('内容相同的已有意见', 'Of the same wording before'),
    text: of('意见内容', 'Comment'),
    name: of('署名', 'Name'),
    texts: of('文字', 'Texts'),
    grouped: of('采纳情况', 'What became of it'),
    group: of('归入', 'Group'),
    outcome: of('是否采纳', 'Outcome'),
    reason: of('理由', 'Reason'),
    report: of('采纳情况说明所在版本', 'Version with the report'),
    reportedOn: of('公布日', 'Reported on'),
    dealtWith: of('是否回应了意见', 'Dealt with'),
    erasureAsked: of('申请删除', 'Erasure asked for'),
  },
  events: {
    received: told('收到意见', 'Comment received', 'execution', { routine: true, quiet: true }),
    said: told('意见原文（封存）', 'The comment (sealed)', 'execution', { routine: true, quiet: true }),
    attached: told('附上文件（封存）', 'A document attached (sealed)', 'execution', {
      routine: true,
      quiet: true,
    }),
    proved: told('证明代表哪个组织（封存）', 'For whom it speaks, proven (sealed)', 'execution', {
      routine: true,
      quiet: true,
    }),
    published: told('公开意见', 'Comment published', 'execution', { routine: true, quiet: true }),
    withheld: told('意见文字不公开', 'Comment not published', 'changes', { quiet: true }),
    text_named: told('指明所审读的文字', 'Text named that is decided on', 'execution', {
      routine: true,
      quiet: true,
    }),
    grouped: told('意见有了采纳结果', 'Dealt with in the report', 'execution', {
      routine: true,
      quiet: true,
    }),
    rated: told('提意见者评价', 'Rated by whoever commented', 'execution', { quiet: true }),
    erasure_asked: told('申请删除文字', 'Erasure asked for', 'execution', { quiet: true }),
    second_reading_asked: told('请另一位审读人再读', 'Another moderator asked for', 'execution', {
      quiet: true,
    }),
  },
  vocabularies: {
    commentStatus: commentStatuses,
    submitter: submitters,
    adoptionOutcome: adoptionOutcomes,
    dealing: dealings,
  },
  row: { status: 'commentStatus', type: 'submitter', level: 'adoptionOutcome' },
  codes: {
    status: 'commentStatus',
    submitter: 'submitter',
    channel: 'questionChannel',
    outcome: 'adoptionOutcome',
    dealtWith: 'dealing',
    ground: 'moderationGround',
    copied: 'moderationGround',
    onGround: 'moderationGround',
    means: 'proofMeans',
    publication: 'publication',
  },
} as const satisfies KindWords

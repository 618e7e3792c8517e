/** The closed vocabularies of what the public writes, with their words. */
import { of, type Words } from '../problem.ts'

/** By which way it came in. */
export const channels = {
  web: of('网上', 'On this site'),
  mail: of('电子邮件', 'E-mail'),
  phone: of('电话', 'Telephone'),
  visit: of('当面', 'In person'),
  letter: of('信函', 'Letter'),
  import: of('导入', 'Imported'),
} as const satisfies Record<string, Words>

/** Fates of a text that came in sealed. */
export const publications = {
  pending: of('正在审读', 'Being checked'),
  published: of('原文公开', 'Published as it came in'),
  redacted: of('隐去部分后公开', 'Published with parts cut out'),
  withheld: of('不公开', 'Not published'),
  erased: of('已依法删除', 'Lawfully erased'),
} as const satisfies Record<string, Words>

export type Publication = keyof typeof publications

/** Grounds on which a moderator cuts from a text, or withholds it. The list is closed. */
export const moderationGrounds = {
  personal_data: of('含个人信息', 'Personal data'),
  state_secret: of('涉及国家秘密', 'State secret'),
  unlawful: of('内容违法', 'Unlawful content'),
  insult: of('侮辱谩骂', 'Insult'),
  spam: of('广告或灌水', 'Spam'),
  off_topic: of('与事项无关', 'Not about the matter'),
  duplicate: of('同一人重复提交', 'Sent twice by the same person'),
  diverted: of('已转其他渠道', 'Passed on to another way'),
} as const satisfies Record<string, Words>

export type ModerationGround = keyof typeof moderationGrounds

/** Grounds that end it: nobody owes an answer. With all others the text is withheld and the answer still due. */
export const endingGrounds: readonly ModerationGround[] = [
  'unlawful',
  'insult',
  'spam',
  'off_topic',
  'duplicate',
  'diverted',
]

/** Writers of a text. */
export const voices = {
  asker: of('提问人', 'The asker'),
  department: of('部门', 'The department'),
} as const satisfies Record<string, Words>

/** 证明方式: where the record of an organisation was found. */
export const proofMeans = {
  dns: of('域名的 TXT 记录', 'A TXT record of the domain'),
  file: of('域名下的文件', 'A file on the domain'),
} as const satisfies Record<string, Words>

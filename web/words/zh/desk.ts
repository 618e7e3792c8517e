import { clockZh } from './clock.ts'
import { casesDeskZh } from './desk/cases.ts'
import { flagDeskZh } from './desk/flag.ts'
import { frameDeskZh } from './desk/frame.ts'
import { groupingZh } from './desk/grouping.ts'
import { homeDeskZh } from './desk/home.ts'
import { importsDeskZh } from './desk/imports.ts'
import { limitsDeskZh } from './desk/limits.ts'
import { outgoingZh } from './desk/outgoing.ts'
import { patternsZh } from './desk/patterns.ts'
import { peopleDeskZh } from './desk/people.ts'
import { questionsDeskZh } from './desk/questions.ts'
import { queueZh } from './desk/queue.ts'
import { commentListZh, receiveZh } from './desk/receive.ts'
import { signInDeskZh } from './desk/sign-in.ts'
import { writeDeskZh } from './desk/write.ts'

/** 工作台的用语。只有登录后的页面用到，不进入公开页面的脚本。 */
export const deskZh = {
  ...clockZh,
  ...frameDeskZh,
  ...signInDeskZh,
  ...homeDeskZh,
  ...writeDeskZh,
  ...peopleDeskZh,
  ...importsDeskZh,
  ...limitsDeskZh,
  ...casesDeskZh,
  ...patternsZh,
  ...flagDeskZh,
  ...questionsDeskZh,
  findings: queueZh,
  grouping: groupingZh,
  receive: receiveZh,
  commentList: commentListZh,
  outgoing: outgoingZh,
}

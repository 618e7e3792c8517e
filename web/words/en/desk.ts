import type { deskZh } from '../zh/desk.ts'
import { clockEn } from './clock.ts'
import { casesDeskEn } from './desk/cases.ts'
import { flagDeskEn } from './desk/flag.ts'
import { frameDeskEn } from './desk/frame.ts'
import { groupingEn } from './desk/grouping.ts'
import { homeDeskEn } from './desk/home.ts'
import { importsDeskEn } from './desk/imports.ts'
import { limitsDeskEn } from './desk/limits.ts'
import { outgoingEn } from './desk/outgoing.ts'
import { patternsEn } from './desk/patterns.ts'
import { peopleDeskEn } from './desk/people.ts'
import { questionsDeskEn } from './desk/questions.ts'
import { queueEn } from './desk/queue.ts'
import { commentListEn, receiveEn } from './desk/receive.ts'
import { signInDeskEn } from './desk/sign-in.ts'
import { writeDeskEn } from './desk/write.ts'

/** Words of the workbench. Only pages behind sign-in use them; they are not in the script of public pages. */
export const deskEn: typeof deskZh = {
  ...clockEn,
  ...frameDeskEn,
  ...signInDeskEn,
  ...homeDeskEn,
  ...writeDeskEn,
  ...peopleDeskEn,
  ...importsDeskEn,
  ...limitsDeskEn,
  ...casesDeskEn,
  ...patternsEn,
  ...flagDeskEn,
  ...questionsDeskEn,
  findings: queueEn,
  grouping: groupingEn,
  receive: receiveEn,
  commentList: commentListEn,
  outgoing: outgoingEn,
}

import type { deskZh } from '../../words/zh/desk.ts'

/** The part of the dictionary that the workbench needs. */
export type DeskWords = typeof deskZh

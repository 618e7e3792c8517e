import type { deskZh } from '../words/desk-zh.ts'

/** The part of the dictionary that the workbench needs. */
export type DeskWords = typeof deskZh

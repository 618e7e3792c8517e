/** 导入: drop a list, see what would become of each row, and enter it; what was begun goes on after any interruption. */
import { useRef } from 'preact/hooks'
import { fill } from '../../words/fill.ts'
import { mayI, useDesk, useMe } from '../frame/desk.ts'
import { Trouble } from '../frame/Trouble.tsx'
import { TakeBack } from './back/TakeBack.tsx'
import { ChooseMapping } from './ChooseMapping.tsx'
import { Drop } from './Drop.tsx'
import { Outcome } from './Outcome.tsx'
import { Preview } from './Preview.tsx'
import { useImport } from './useImport.ts'

/** Endings of what the reader opens; `.gz` of any of them. */
const READ = '.xlsx,.xls,.xlsm,.ods,.csv,.tsv,.txt,.json,.geojson,.jsonl,.ndjson,.xml,.gz'

/** Page of an import, in the stages of its run; the heading takes the focus at each new one. */
export function ImportPage() {
  const { words, lang, to } = useDesk()
  const me = useMe()
  const { imports } = words
  const heading = useRef<HTMLHeadingElement>(null)
  const run = useImport(() => heading.current?.focus())
  const { stage, files, fits, settings, looked, done, progress, refused } = run
  const problem =
    refused === null ? null : { code: refused.code, title: refused.words[lang], detail: refused.words[lang] }
  const isChoosing = stage === 'preview' || (stage === 'choose' && fits !== null)
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {words.nav.import}
      </h1>
      <Trouble problem={problem} />
      {refused?.code === 'not_signed_in' && (
        <p>
          <a href={`/${lang}/sign-in?next=${encodeURIComponent(location.pathname)}`}>{words.signIn.title}</a>
        </p>
      )}
      {!run.isKept && <p class="notice">{imports.notKept}</p>}
      {stage === 'choose' && (
        <>
          <p class="lede">{imports.lede}</p>
          <Drop words={imports.drop} accept={READ} onFiles={run.open} />
          {fits?.length === 0 && <p class="notice">{imports.noneFits}</p>}
          {mayI(me, 'question.receive') && (
            <p>
              <a href={to('/import/comments')}>{words.commentList.open}</a>
            </p>
          )}
          <TakeBack />
        </>
      )}
      {files.length > 0 && stage !== 'done' && (
        <p class="hint">
          {fill(imports.files, { names: files.map(({ path }) => path).join(lang === 'zh' ? '、' : ', ') })}
        </p>
      )}
      {stage === 'reading' && <p role="status">{run.isWaiting ? imports.waiting : imports.reading}</p>}
      {files.length > 0 && isChoosing && (
        <ChooseMapping
          fits={fits ?? []}
          settings={settings}
          looked={looked}
          remarks={run.remarks}
          isAsked={refused?.field === 'department' || refused?.field === 'occurred'}
          onChange={run.preview}
          onDraft={run.draft}
        />
      )}
      {stage === 'preview' && looked !== null && (
        <Preview
          looked={looked}
          onRejects={() => run.saveRejects(looked.summary)}
          onEnter={run.enter}
          onAgain={run.again}
        />
      )}
      {stage === 'entering' && (
        <div role="status">
          <p>{run.isWaiting ? imports.waiting : imports.entering}</p>
          <progress
            max={progress?.of || 1}
            value={progress === null ? undefined : progress.done}
            aria-label={imports.entering}
          />
          {progress !== null && <p>{fill(imports.progress, { done: progress.done, of: progress.of })}</p>}
        </div>
      )}
      {stage === 'done' && done !== null && (
        <Outcome summary={done} onRejects={() => run.saveRejects(done)} onAgain={run.again} />
      )}
    </>
  )
}

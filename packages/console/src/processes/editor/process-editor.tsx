import type { DefinitionCheck, Process } from '@coupa-connector/protocol'
import { Stack, Tabs, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Suspense } from 'react'
import { lazyPart } from '../../api/lazy-part.ts'
import { resourceQuery } from '../../catalog/catalog-queries.ts'
import { AcknowledgeForm } from '../../definition-editor/acknowledge/acknowledge-form.tsx'
import { ExportDestination } from '../../definition-editor/destination/export-destination.tsx'
import { LoadTarget } from '../../definition-editor/destination/load-target.tsx'
import { type Definition, isLoad, resourceOf } from '../../definition-editor/json.ts'
import { ExportSource } from '../../definition-editor/source/export-source.tsx'
import { LoadSource } from '../../definition-editor/source/load-source.tsx'
import { useAccount } from '../../session/use-account.ts'
import { Gone, isGone } from '../../ui/pages/gone.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../ui/states/states.tsx'
import { processQuery } from '../process-queries.ts'
import { EndCheck } from './end-check.tsx'
import { JsonTab } from './json-tab.tsx'
import { SaveVersion } from './save-version.tsx'
import { usePreviewTarget } from './use-preview-target.ts'
import { type ProcessEditorState, useProcessEditor } from './use-process-editor.ts'

const MappingBench = lazyPart(() => import('../../definition-editor/bench/mapping-bench.tsx'), 'MappingBench')

const outTabs = [
  { tab: 'source', label: 'Source', parts: ['source'] },
  { tab: 'mapping', label: 'Mapping', parts: ['mapping', 'values'] },
  { tab: 'destination', label: 'Destination', parts: ['destination'] },
  { tab: 'acknowledge', label: 'Acknowledge', parts: ['acknowledge', 'coupaMonitoring'] },
  { tab: 'json', label: 'JSON', parts: [] },
] as const

const inTabs = [
  { tab: 'source', label: 'Source', parts: ['source'] },
  { tab: 'mapping', label: 'Mapping', parts: ['mapping', 'values'] },
  { tab: 'delta', label: 'Into Coupa and delta', parts: ['destination', 'absent', 'limits'] },
  { tab: 'json', label: 'JSON', parts: [] },
] as const

/** Edits the definition of a process. Each tab has an address, and the browser keeps what was edited. */
export function ProcessEditor(): React.JSX.Element {
  const account = useAccount()
  const { process: id } = useParams({ from: '/a/$account/processes/$process/edit' })
  const { data, error, refetch } = useQuery(processQuery(account.id, id))
  if (!account.can('builder')) {
    return (
      <Page title="Edit a process">
        <EmptyState icon="process" title="Your role does not allow editing processes">
          Ask a builder or an administrator of this account.
        </EmptyState>
      </Page>
    )
  }
  if (isGone(error)) return <Gone what="process" icon="process" action={null} />
  if (!data) {
    return (
      <Page title="Edit a process">
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingRows rows={4} height={96} />}
      </Page>
    )
  }
  return <Editor key={data.id} account={account.id} process={data} />
}

function Editor({ account, process }: { readonly account: string; readonly process: Process }): React.JSX.Element {
  const editor = useProcessEditor(account, process)
  const { definition, error } = editor
  return (
    <Page
      title={`Edit ${process.name}`}
      description={
        <Link
          className="plain-link"
          to="/a/$account/processes/$process"
          params={{ account, process: process.id }}
          search={{}}
        >
          {process.title ?? process.name}
        </Link>
      }
    >
      <Stack gap="lg">
        {error ? <ErrorState error={error} /> : null}
        {definition ? (
          <>
            <EditorTabs
              key={editor.edition}
              account={account}
              process={process}
              definition={definition}
              editor={editor}
            />
            <SaveVersion account={account} process={process} editor={editor} />
          </>
        ) : (
          <LoadingRows rows={6} />
        )}
      </Stack>
    </Page>
  )
}

interface TabProps {
  readonly account: string
  readonly process: Process
  readonly definition: Definition
  readonly editor: ProcessEditorState
}

function EditorTabs(props: TabProps): React.JSX.Element {
  const { account, process, definition, editor } = props
  const search = useSearch({ from: '/a/$account/processes/$process/edit' })
  const navigate = useNavigate()
  const tabs = isLoad(definition) ? inTabs : outTabs
  const chosen = tabs.find(({ tab }) => tab === search.tab)?.tab ?? 'source'
  return (
    <Tabs
      value={chosen}
      keepMounted={false}
      onChange={(tab) =>
        void navigate({
          to: '/a/$account/processes/$process/edit',
          params: { account, process: process.id },
          search: tab === null || tab === 'source' ? {} : { tab },
          replace: true,
          resetScroll: false,
        })
      }
    >
      <Tabs.List className="editor-tabs">
        {tabs.map(({ tab, label, parts }) => {
          const count = problemsOf(editor.check, parts).length
          return (
            <Tabs.Tab key={tab} value={tab}>
              {label}
              {count > 0 ? <span className="bad"> ({count})</span> : null}
            </Tabs.Tab>
          )
        })}
      </Tabs.List>
      {tabs.map(({ tab, parts }) => (
        <Tabs.Panel key={tab} value={tab} pt="md">
          <Stack gap="lg">
            {tab === 'mapping' ? null : (
              <Problems problems={problemsOf(editor.check, tab === 'json' ? undefined : parts)} />
            )}
            <Suspense fallback={<LoadingRows rows={4} />}>
              <TabContent tab={tab} {...props} />
            </Suspense>
          </Stack>
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function TabContent({
  tab,
  account,
  process,
  definition,
  editor,
}: TabProps & { readonly tab: string }): React.JSX.Element {
  const name = resourceOf(definition).replace(/\/\d+\//, '/')
  const resource = useQuery({ ...resourceQuery(name), enabled: name !== '' })
  const target = usePreviewTarget(account, process)
  const { edit } = editor
  switch (tab) {
    case 'mapping':
      return <MappingBench definition={definition} check={editor.check} target={target} onChange={edit} />
    case 'destination':
      return (
        <>
          <ExportDestination definition={definition} onChange={edit} />
          <EndCheck account={account} process={process} use="deliver" />
        </>
      )
    case 'acknowledge':
      return <AcknowledgeForm definition={definition} onChange={edit} />
    case 'delta':
      return <LoadTarget definition={definition} onChange={edit} />
    case 'json':
      return <JsonTab definition={definition} onChange={edit} />
    default:
      return isLoad(definition) ? (
        <>
          <LoadSource definition={definition} onChange={edit} />
          <EndCheck account={account} process={process} use="load" />
        </>
      ) : (
        <ExportSource definition={definition} resource={resource.data} onChange={edit} />
      )
  }
}

type FoundProblems = DefinitionCheck['problems']

/** Problems of some parts of a definition; without parts all of them. */
function problemsOf(check: DefinitionCheck | undefined, parts?: readonly string[]): FoundProblems {
  const problems = check?.problems ?? []
  return parts === undefined ? problems : problems.filter(({ path }) => parts.includes(path.split('.')[0] ?? ''))
}

function Problems({ problems }: { readonly problems: FoundProblems }): React.JSX.Element | null {
  if (problems.length === 0) return null
  return (
    <div role="alert">
      {problems.map(({ path, message, suggestion }) => (
        <Text key={`${path} ${message}`} size="sm" className="bad">
          <code>{path || 'definition'}</code> {message}. {suggestion}
        </Text>
      ))}
    </div>
  )
}

import type { Connection, ConnectionFieldDescription } from '@coupa-connector/protocol'
import { Stack, Tabs, Text } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useEffect, useRef, useState } from 'react'
import { ProblemError } from '../../api/client.ts'
import { scopesQuery } from '../../catalog/catalog-queries.ts'
import { useAccount } from '../../session/use-account.ts'
import { RunningTest } from '../../tests/run/running-test.tsx'
import { TestDialog, type TestTarget } from '../../tests/run/test-dialog.tsx'
import { Page } from '../../ui/pages/page.tsx'
import { LoadingRows } from '../../ui/states/states.tsx'
import { LeaveGuard } from '../../versioned-form/leave-guard.tsx'
import { connectionFacetsQuery, connectionKeys, type LoadedConnection } from '../connection-queries.ts'
import { isUsed } from '../fields/connection-form.ts'
import { AboutFields } from './about-fields.tsx'
import { EditorActions } from './editor-actions.tsx'
import { EditorNotices } from './editor-notices.tsx'
import { FieldTabHeads, FieldTabPanels, tabKey } from './field-tabs.tsx'
import { SaveBar } from './save-bar.tsx'
import { StateLine } from './state-line.tsx'
import { type ConnectionEditorState, useConnectionEditor } from './use-connection-editor.ts'

export interface ConnectionEditorProps {
  readonly stored: LoadedConnection | undefined
  readonly fields: readonly ConnectionFieldDescription[]
  /** The tab that is open; undefined is the first. */
  readonly view: string | undefined
  readonly onView: (view: string) => void
  /** Opens the test at once. */
  readonly isTestOpen?: boolean
  /** Stands above the form, for a new connection. */
  readonly introduction?: React.ReactNode
  /** Tabs of what is stored: heads and panels. */
  readonly furtherTabs?: readonly { readonly view: string; readonly label: string; readonly panel: React.ReactNode }[]
}

/** The page of a connection: its name, its state, its fields on tabs, and its actions. */
export function ConnectionEditor(props: ConnectionEditorProps): React.JSX.Element {
  const { stored, fields, view, onView, isTestOpen = false, introduction, furtherTabs = [] } = props
  const account = useAccount()
  const isReadOnly = !account.can('builder')
  const editor = useConnectionEditor({ account: account.id, stored, fields, isReadOnly })
  const facets = useQuery(connectionFacetsQuery(account.id))
  const scopes = useQuery(scopesQuery)
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [isTesting, testing] = useDisclosure(isTestOpen)
  const [running, setRunning] = useState<string>()
  const [reviews, setReviews] = useState(0)
  const isGone = useRef(false)
  const connection = stored?.connection
  const firstView = tabKey(fields[0]?.tab ?? '')
  useNameFocus(editor)

  const showFirstProblem = (): void => {
    const found = fields.find((field) => isUsed(field, editor.type) && editor.findings.get(field.name)?.problem)
    if (!found) return
    onView(tabKey(found.tab))
    // Its tab is drawn by then.
    setTimeout(() => document.getElementById(`field-${found.name}`)?.focus())
  }
  // Only what the hub says of fields leads to one; a conflict or silence is told above the form.
  const { saveError } = editor
  // biome-ignore lint/correctness/useExhaustiveDependencies(showFirstProblem): a new one each time, that does the same
  useEffect(() => {
    if (saveError instanceof ProblemError && (saveError.problem.fields?.length ?? 0) > 0) showFirstProblem()
  }, [saveError])
  const save = async (isClosing: boolean): Promise<boolean> => {
    const saved = await editor.save()
    if (!saved) return false
    if (isClosing) {
      await navigate({ to: '/a/$account/connections', params: { account: account.id }, search: {} })
    } else if (!connection) {
      const params = { account: account.id, connection: saved.connection.id }
      await navigate({ to: '/a/$account/connections/$connection', params, search: {}, replace: true })
    }
    return true
  }
  const canSave = !isReadOnly && (editor.isDirty || !connection) && !editor.isSaving
  useHotkeys([['mod+S', () => void (canSave && save(false))]], [])
  const endTest = (): void => {
    testing.close()
    if (!connection) return
    void queryClient.invalidateQueries({ queryKey: connectionKeys.one(account.id, connection.id) })
  }

  return (
    <Page
      title={connection ? connection.name : 'New connection'}
      description={
        <>
          <StateLine account={account.id} connection={connection} isDirty={editor.isDirty} />
          {running !== undefined && !isTesting ? (
            <RunningTest account={account.id} job={running} onShow={testing.open} />
          ) : null}
        </>
      }
      actions={
        isReadOnly ? null : (
          <EditorActions
            account={account.id}
            stored={stored}
            onGone={() => {
              isGone.current = true
            }}
            onTest={testing.open}
          />
        )
      }
    >
      <Stack gap="md">
        {introduction}
        {isReadOnly ? (
          <Text size="sm" className="muted">
            You have view-only access. To change or test this connection, ask a builder or an administrator of this
            account.
          </Text>
        ) : null}
        <EditorNotices editor={editor} fields={fields} when={editor.refusals + reviews} />
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (canSave) void save(false)
          }}
        >
          <Stack gap="md">
            <div className="surface editor-about">
              <AboutFields
                form={editor.form}
                nameError={editor.nameError}
                suggestedName={editor.check?.organization ?? undefined}
                facets={facets.data ?? noFacets}
                isReadOnly={isReadOnly}
                onAction={editor.edit}
              />
            </div>
            <Tabs
              className="surface"
              value={view ?? firstView}
              onChange={(chosen) => onView(chosen ?? firstView)}
              keepMounted={false}
            >
              <Tabs.List className="editor-tabs">
                <FieldTabHeads editor={editor} fields={fields} />
                {furtherTabs.map((tab) => (
                  <Tabs.Tab key={tab.view} value={tab.view}>
                    {tab.label}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <FieldTabPanels editor={editor} fields={fields} isReadOnly={isReadOnly} scopes={scopes.data ?? []} />
              {furtherTabs.map((tab) => (
                <Tabs.Panel key={tab.view} value={tab.view} p={{ base: 'md', sm: 'lg' }}>
                  <Suspense fallback={<LoadingRows rows={4} />}>{tab.panel}</Suspense>
                </Tabs.Panel>
              ))}
            </Tabs>
          </Stack>
          {isReadOnly ? null : (
            <SaveBar
              connection={connection}
              editor={editor}
              onReview={() => (editor.nameError === undefined ? setReviews((count) => count + 1) : focusName())}
              onSave={(isClosing) => void save(isClosing)}
            />
          )}
        </form>
      </Stack>
      {isReadOnly ? null : (
        <TestDialog
          opened={isTesting}
          onClose={endTest}
          target={testTargetOf(editor, connection)}
          onJob={setRunning}
          onPassed={
            canSave
              ? () => {
                  testing.close()
                  void save(false)
                }
              : undefined
          }
          onFix={(name, value) => editor.edit({ type: 'field', name, value })}
        />
      )}
      <LeaveGuard isActive={() => editor.hasUnsaved() && !isGone.current} onSave={async () => await save(false)} />
    </Page>
  )
}

/** A save that is refused for its name leads there. */
function useNameFocus({ refusals, nameError }: { readonly refusals: number; readonly nameError: string | undefined }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies(nameError): only after a save that was refused
  useEffect(() => {
    if (refusals > 0 && nameError !== undefined) focusName()
  }, [refusals])
}

/** What is tested: the form as it is, under the name that it has or had. */
function testTargetOf({ target, form, draft }: ConnectionEditorState, connection: Connection | undefined): TestTarget {
  const name = form.name.trim()
  return connection
    ? { ...target, name: name || connection.name }
    : { ...target, name: name || 'New connection', draft }
}

function focusName(): void {
  document.getElementById('connection-name')?.focus()
}

const noFacets = { folders: [], labels: [] }

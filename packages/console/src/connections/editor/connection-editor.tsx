import '../connections.css'
import type { ConnectionFieldDescription } from '@coupa-connector/protocol'
import { Button, Stack, Tabs, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { describeError } from '../../api/client.ts'
import { scopesQuery } from '../../catalog/catalog-queries.ts'
import { useAccount } from '../../session/use-account.ts'
import { TestDialog } from '../../tests/run/test-dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { InView } from '../../ui/in-view.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { ConflictNotice } from '../../versioned-form/conflict-notice.tsx'
import { connectionFacetsQuery, connectionKeys, type LoadedConnection } from '../connection-queries.ts'
import { isUsed } from '../fields/connection-form.ts'
import { AboutFields } from './about-fields.tsx'
import { ConnectionMenu } from './connection-menu.tsx'
import { FieldTabHeads, FieldTabPanels, tabKey } from './field-tabs.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { describeChange, partLabel } from './part-label.ts'
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
  const isGone = useRef(false)
  const [reviews, setReviews] = useState(0)
  const { conflict } = editor
  const { refusals, nameError } = editor
  // biome-ignore lint/correctness/useExhaustiveDependencies(nameError): only after a save that was refused
  useEffect(() => {
    if (refusals > 0 && nameError !== undefined) focusName()
  }, [refusals])
  const connection = stored?.connection
  const firstView = tabKey(fields[0]?.tab ?? '')

  const showFirstProblem = (): void => {
    const found = fields.find((field) => isUsed(field, editor.type) && editor.findings.get(field.name)?.problem)
    if (!found) return
    onView(tabKey(found.tab))
    // Its tab is drawn by then.
    setTimeout(() => document.getElementById(`field-${found.name}`)?.focus())
  }
  const save = async (isClosing: boolean): Promise<void> => {
    const saved = await editor.save()
    if (!saved) return showFirstProblem()
    if (isClosing) {
      await navigate({ to: '/a/$account/connections', params: { account: account.id }, search: {} })
    } else if (!connection) {
      const params = { account: account.id, connection: saved.connection.id }
      await navigate({ to: '/a/$account/connections/$connection', params, search: {}, replace: true })
    }
  }
  const endTest = (): void => {
    testing.close()
    if (!connection) return
    void queryClient.invalidateQueries({ queryKey: connectionKeys.one(account.id, connection.id) })
  }

  return (
    <Page
      title={connection ? connection.name : 'New connection'}
      description={<StateLine connection={connection} isDirty={editor.isDirty} />}
      actions={
        <>
          {connection ? (
            <LinkButton
              to="/a/$account/explore"
              params={{ account: account.id }}
              search={{ connection: connection.id }}
              variant="default"
              leftSection={<Icon name="explore" size={16} />}
            >
              Look at its data
            </LinkButton>
          ) : null}
          {stored && !isReadOnly ? (
            <ConnectionMenu
              account={account.id}
              stored={stored}
              onGone={() => {
                isGone.current = true
              }}
            />
          ) : null}
          {isReadOnly ? null : (
            <Button onClick={testing.open} leftSection={<Icon name="play" size={16} />}>
              Test Connection
            </Button>
          )}
        </>
      }
    >
      <Stack gap="md">
        {introduction}
        {isReadOnly ? (
          <Text size="sm" className="muted">
            Your role looks at connections. To change or test them, ask a builder or an administrator of this account.
          </Text>
        ) : null}
        <InView when={editor.refusals + reviews}>
          {conflict ? (
            <ConflictNotice
              by={conflict.stored.connection.updatedBy}
              at={conflict.stored.connection.updatedAt}
              changed={conflict.changed.map((part) => describeChange(part, editor.base, conflict.theirs, fields))}
              clashing={conflict.clashing.map(({ name }) => partLabel(name, fields))}
              onMerge={conflict.merge}
              onDiscard={conflict.discard}
            />
          ) : null}
          {editor.saveError ? <ErrorState error={editor.saveError} /> : null}
        </InView>
        {editor.checkError && !editor.saveError ? <ErrorState error={editor.checkError} /> : null}
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (!isReadOnly) void save(false)
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
                  {tab.panel}
                </Tabs.Panel>
              ))}
            </Tabs>
          </Stack>
          {isReadOnly ? null : (
            <SaveBar
              connection={connection}
              refusal={refusalOf(editor)}
              onReview={() => (editor.nameError ? focusName() : setReviews((count) => count + 1))}
              isDirty={editor.isDirty}
              isSaving={editor.isSaving}
              onSave={() => void save(false)}
              onSaveAndClose={() => void save(true)}
              onRevert={() => editor.revert()}
            />
          )}
        </form>
      </Stack>
      {isReadOnly ? null : (
        <TestDialog
          opened={isTesting}
          onClose={endTest}
          target={{ ...editor.target, name: editor.form.name.trim() || 'New connection' }}
          onPassed={() => {
            testing.close()
            void save(false)
          }}
          onFix={(name, value) => editor.edit({ type: 'field', name, value })}
        />
      )}
      <LeaveGuard isActive={() => editor.hasUnsaved() && !isGone.current} />
    </Page>
  )
}

function focusName(): void {
  document.getElementById('connection-name')?.focus()
}

/** Why the form is not saved, in a few words for the bar. */
function refusalOf({ conflict, saveError, nameError, refusals }: ConnectionEditorState): string | undefined {
  if (conflict && refusals > 0) return `${conflict.stored.connection.updatedBy} saved changes after you opened this`
  if (saveError) return describeError(saveError).message
  return nameError
}

const noFacets = { folders: [], labels: [] }

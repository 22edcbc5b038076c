import type { ConnectionFieldDescription } from '@coupa-connector/protocol'
import { Badge, Button, Stack, Tabs, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Icon } from '../../ui/marks/icon.tsx'
import { ConnectionField } from '../fields/connection-field.tsx'
import { isNeeded, isUsed, tabsOf } from '../fields/connection-form.ts'
import type { CoupaText } from '../fields/coupa-text.ts'
import { PasteDialog } from '../fields/paste-dialog.tsx'
import type { ScopeMeaning } from '../fields/scope-field.tsx'
import { UnusedFields } from '../fields/unused-fields.tsx'
import type { ConnectionEditorState } from './use-connection-editor.ts'

/** The name of a tab in the address: `OAuth 2.0` is `oauth-2.0`. */
export function tabKey(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z\d.]+/g, '-')
}

interface FieldTabsProps {
  readonly editor: ConnectionEditorState
  readonly fields: readonly ConnectionFieldDescription[]
}

/** The heads of the tabs, each with the number of its problems. */
export function FieldTabHeads({ editor, fields }: FieldTabsProps): React.JSX.Element[] {
  return tabsOf(fields).map((tab) => {
    const count = tab.fields.filter(
      (field) => isUsed(field, editor.type) && editor.findings.get(field.name)?.problem !== undefined,
    ).length
    return (
      <Tabs.Tab
        key={tab.name}
        value={tabKey(tab.name)}
        rightSection={
          count > 0 ? (
            <>
              <Badge color="red" size="sm" circle>
                {count}
              </Badge>
              <VisuallyHidden>{count === 1 ? 'problem' : 'problems'}</VisuallyHidden>
            </>
          ) : null
        }
      >
        {tab.name}
      </Tabs.Tab>
    )
  })
}

/** The fields of every tab, in the order of the declaration. */
export function FieldTabPanels({
  editor,
  fields,
  isReadOnly,
  scopes,
}: FieldTabsProps & {
  readonly isReadOnly: boolean
  readonly scopes: readonly ScopeMeaning[]
}): React.JSX.Element[] {
  const typeField = fields.find(({ name }) => name === 'authenticationType')
  const typeLabel = typeField?.choices?.find(({ value }) => value === editor.type)?.label ?? editor.type
  const unusedOf = (tab: readonly ConnectionFieldDescription[]) => tab.filter((field) => !isUsed(field, editor.type))
  const control = (field: ConnectionFieldDescription): React.JSX.Element => (
    <ConnectionField
      key={field.name}
      field={field}
      form={editor.form}
      isNeeded={isNeeded(field, editor.type)}
      isUnused={!isUsed(field, editor.type)}
      findings={editor.findings.get(field.name)}
      isReadOnly={isReadOnly}
      scopes={scopes}
      onChange={(name, value) => editor.edit({ type: 'field', name, value })}
      onTouch={editor.touch}
      onSecret={(name, secret) => editor.edit({ type: 'secret', name, secret })}
      setSecret={editor.setSecret}
    />
  )
  return tabsOf(fields).map((tab) => (
    <Tabs.Panel key={tab.name} value={tabKey(tab.name)} p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="lg" maw={720}>
        {isReadOnly || tab.name !== fields[0]?.tab ? null : <PasteButton editor={editor} />}
        {tab.fields.filter((field) => isUsed(field, editor.type)).map(control)}
        {unusedOf(tab.fields).length > 0 ? (
          <UnusedFields labels={unusedOf(tab.fields).map(({ label }) => label)} typeLabel={typeLabel}>
            {unusedOf(tab.fields).map(control)}
          </UnusedFields>
        ) : null}
      </Stack>
    </Tabs.Panel>
  ))
}

/** Fills in everything that Coupa shows on one page, at once. */
function PasteButton({ editor }: { readonly editor: ConnectionEditorState }): React.JSX.Element {
  const [isOpen, dialog] = useDisclosure(false)
  const apply = async ({ clientSecret, ...found }: CoupaText): Promise<void> => {
    // First what can be refused, so that nothing is filled in by half.
    const secret = clientSecret === undefined ? undefined : await editor.setSecret('clientSecret', clientSecret)
    if (secret) editor.edit({ type: 'secret', name: 'clientSecret', secret })
    for (const [name, value] of Object.entries({ ...found, authenticationType: 'oauth2' })) {
      editor.edit({ type: 'field', name, value })
    }
  }
  return (
    <>
      <Button
        size="compact-sm"
        variant="light"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<Icon name="copy" size={14} />}
        onClick={dialog.open}
      >
        Paste from Coupa …
      </Button>
      <PasteDialog isOpen={isOpen} onClose={dialog.close} onApply={apply} />
    </>
  )
}

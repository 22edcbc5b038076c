import { Button, FileButton, Group, List, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ProductionBar } from '../environments/production-bar.tsx'
import { Dialog } from '../ui/dialogs/dialog.tsx'
import { DialogForm } from '../ui/dialogs/dialog-form.tsx'
import { Icon } from '../ui/marks/icon.tsx'
import { ErrorState } from '../ui/states/states.tsx'
import { plural } from '../ui/words/numbers.ts'
import { type AnswerFile, readAnswerFile } from './answer-file.ts'
import { type AnswersGiven, giveAnswers, tellAnswersGiven } from './answer-mutations.ts'

interface UploadProps {
  readonly account: string
  readonly deployment: string
  readonly isProduction: boolean
  readonly onClose: () => void
}

/** Takes a file of answers: shows what is in it, gives them, and says what became of each. */
export function UploadDialog(props: UploadProps & { readonly opened: boolean }): React.JSX.Element {
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title="Upload answers" size="lg" centered>
      <Upload {...props} />
    </Dialog>
  )
}

/** Lines that are told one by one. */
const mostShown = 20

function Upload({ account, deployment, isProduction, onClose }: UploadProps): React.JSX.Element {
  const [file, setFile] = useState<{ readonly name: string; readonly content: AnswerFile }>()
  const queryClient = useQueryClient()
  const read = useMutation({
    mutationFn: async (chosen: File) => ({
      name: chosen.name,
      content: readAnswerFile(chosen.name, await chosen.text()),
    }),
    onSuccess: setFile,
  })
  const give = useMutation({
    mutationFn: async (content: AnswerFile) => await giveAnswers(account, deployment, content.answers),
    onSuccess: async () => await tellAnswersGiven(queryClient, account),
  })
  if (give.data) return <Given account={account} given={give.data} onClose={onClose} />
  const count = file?.content.answers.length ?? 0
  return (
    <DialogForm
      verb={count === 0 ? 'Give answers' : `Give ${plural(count, 'answer')}`}
      isPending={give.isPending}
      isAllowed={count > 0}
      error={give.error}
      onSubmit={() => file && give.mutate(file.content)}
      onCancel={onClose}
    >
      {isProduction ? <ProductionBar>This is production.</ProductionBar> : null}
      <Text size="sm">
        CSV with the columns <code>id</code> and <code>outcome</code> (<code>accepted</code> or <code>refused</code>),
        and if you like <code>code</code>, <code>message</code>, and <code>documentNumber</code>; or NDJSON with the
        same names.
      </Text>
      <Group gap="sm">
        <FileButton onChange={(chosen) => chosen && read.mutate(chosen)} accept=".csv,.ndjson,.jsonl,.json,text/csv">
          {(props) => (
            <Button {...props} variant="default" data-autofocus loading={read.isPending}>
              Choose a file
            </Button>
          )}
        </FileButton>
        <Text size="sm" className="muted" role="status">
          {file?.name ?? 'No file chosen'}
        </Text>
      </Group>
      {read.error ? <ErrorState error={read.error} /> : null}
      {file ? <Content content={file.content} /> : null}
    </DialogForm>
  )
}

/** What a file has, before anything of it is given. */
function Content({ content: { answers, unusable } }: { readonly content: AnswerFile }): React.JSX.Element {
  const accepted = answers.filter(({ outcome }) => outcome === 'accepted').length
  return (
    <Stack gap="xs">
      <Text size="sm">
        {accepted} accepted, {answers.length - accepted} refused
        {unusable.length === 0 ? '.' : `, and ${unusable.length} that cannot be used:`}
      </Text>
      {unusable.length === 0 ? null : (
        <List size="sm">
          {unusable.slice(0, mostShown).map(({ line, problem }) => (
            <List.Item key={line}>
              Line {line} {problem}.
            </List.Item>
          ))}
          {unusable.length > mostShown ? <List.Item>{unusable.length - mostShown} more lines</List.Item> : null}
        </List>
      )}
    </Stack>
  )
}

function Given({
  account,
  given: { accepted, refused, repeated, rejected, run, waiting },
  onClose,
}: {
  readonly account: string
  readonly given: AnswersGiven
  readonly onClose: () => void
}): React.JSX.Element {
  return (
    <Stack gap="md">
      <div role="status">
        <Text size="sm" fw={600}>
          <span className="good">
            <Icon name="check" size={15} />
          </span>{' '}
          {accepted} accepted, {refused} refused
          {repeated === 0 ? '' : `, ${repeated} given before`}. {waiting} still wait.
        </Text>
        {run === null ? null : (
          <Text size="sm">
            A run tells Coupa.{' '}
            <Link to="/a/$account/runs/$run" params={{ account, run }} className="plain-link" onClick={onClose}>
              Follow it
            </Link>
          </Text>
        )}
      </div>
      {rejected.length === 0 ? null : (
        <div>
          <Text size="sm" fw={600} className="warning">
            Not taken: {rejected.length}
          </Text>
          <List size="sm">
            {rejected.slice(0, mostShown).map(({ id, message }) => (
              <List.Item key={id}>
                {id}: {message}
              </List.Item>
            ))}
            {rejected.length > mostShown ? <List.Item>{rejected.length - mostShown} more</List.Item> : null}
          </List>
        </div>
      )}
      <Group justify="flex-end">
        <Button data-autofocus onClick={onClose}>
          Close
        </Button>
      </Group>
    </Stack>
  )
}

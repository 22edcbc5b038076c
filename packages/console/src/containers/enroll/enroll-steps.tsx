import { containerCommands } from '@coupa-connector/protocol'
import { Box, Group, Stack, Text } from '@mantine/core'
import { Notice } from '../../ui/states/notice.tsx'
import { CopyLine } from '../../ui/text/copy-line.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import type { NewInstallerToken } from '../container-queries.ts'
import { isOnlyThisMachine } from './is-only-this-machine.ts'

/** The second step: the token, shown this once, and what to paste on the machine. */
export function EnrollSteps({
  hubUrl,
  token,
  name,
}: {
  readonly hubUrl: string
  readonly token: NewInstallerToken
  readonly name: string
}): React.JSX.Element {
  const isMany = token.maxUses > 1
  const commands = containerCommands({ hubUrl, kind: token.kind, name })
  return (
    <Stack gap="md">
      <Step number={1} title="Copy the installer token">
        <CopyLine text={token.token} label="the installer token" />
        <Text size="sm" className="muted">
          Shown only once. Enrolls {isMany ? `${token.maxUses} machines` : 'one machine'}. Expires{' '}
          <TimeAgo at={token.expiresAt} />.
        </Text>
      </Step>
      <Step
        number={2}
        title={isMany ? 'On each machine, download the program' : 'On the machine, download the program'}
      >
        <CopyLine text={commands.download} label="the command that downloads the program" />
        <Text size="sm" className="muted" style={{ overflowWrap: 'anywhere' }}>
          The hub serves it as one file, and the checksum verifies the download. The machine needs Node.js 22.19 or
          later and no open ports. On macOS, use shasum -a 256 instead of sha256sum.
        </Text>
        {isOnlyThisMachine(hubUrl) ? (
          <Notice title={`${hubUrl} only works on this machine`}>
            On another machine, use the hub’s network address, here and after --hub.
          </Notice>
        ) : null}
      </Step>
      <Step number={3} title="Enroll it">
        <CopyLine text={commands.enroll} label="the command that enrolls" />
        <Text size="sm" className="muted" style={{ overflowWrap: 'anywhere' }}>
          Paste the token when the command asks for it, so it stays out of your shell history. A script can pass it in
          COUPA_CONNECTOR_INSTALLER_TOKEN.
        </Text>
      </Step>
      <Step number={4} title="Run it">
        <CopyLine text={commands.run} label="the command that runs it" />
      </Step>
    </Stack>
  )
}

function Step({
  number,
  title,
  children,
}: {
  readonly number: number
  readonly title: string
  readonly children: React.ReactNode
}): React.JSX.Element {
  return (
    <Group align="flex-start" gap="sm" wrap="nowrap">
      <span className="step-number" aria-hidden="true">
        {number}
      </span>
      <Box flex={1} miw={0}>
        <Text fw={600} mb={6}>
          {title}
        </Text>
        <Stack gap={6}>{children}</Stack>
      </Box>
    </Group>
  )
}

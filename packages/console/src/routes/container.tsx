import { Page } from '../components/page.tsx'

export function ContainerDetail(): React.JSX.Element {
  return <Page title="Container">…</Page>
}

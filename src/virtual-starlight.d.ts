// Starlight gives its components under virtual names, without types of their own.
declare module 'virtual:starlight/components/*' {
  const component: (props: Record<string, unknown>) => unknown
  export default component
}

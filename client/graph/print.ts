// In a module of its own, which is loaded when a text is wanted.
export { print } from 'graphql';

export {
  type Certificate,
  type CertificateFiles,
  isForHost,
  lacksChain,
  readCertificate,
  secureOptions,
  validityOf,
} from './certificate.ts';
export { renewal } from './renewal.ts';

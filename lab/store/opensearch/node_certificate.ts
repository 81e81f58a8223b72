import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { md, pki } from 'node-forge';

/** PEM texts. */
export interface NodeCertificate {
  /** Certificate of the authority that clients have to trust. */
  readonly ca: string;
  readonly certificate: string;
  /** PKCS#8, the only form that OpenSearch reads. */
  readonly key: string;
  /** The subject as the security plugin's `nodes_dn` wants it. */
  readonly subject: string;
}

const nodeName = 'lab-node';
const authorityName = 'Lab authority';
const day = 86_400_000;

/** Node's own generator takes a tenth of a second, node-forge's several. */
function makeKeys() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const text = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const key = pki.privateKeyFromPem(text);
  return { text, key, publicKey: pki.setRsaPublicKey(key.n, key.e) };
}

function makeCertificate(
  subject: string,
  keys: ReturnType<typeof makeKeys>,
  issuerKeys: ReturnType<typeof makeKeys>,
  extensions: object[]
): pki.Certificate {
  const certificate = pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = `01${randomBytes(8).toString('hex')}`;
  certificate.validity.notBefore = new Date(Date.now() - day);
  certificate.validity.notAfter = new Date(Date.now() + 30 * day);
  certificate.setSubject([{ name: 'commonName', value: subject }]);
  certificate.setIssuer([{ name: 'commonName', value: authorityName }]);
  certificate.setExtensions(extensions);
  certificate.sign(issuerKeys.key, md.sha256.create());
  return certificate;
}

/** A new authority and a certificate of it for a node on 127.0.0.1, good for talking to other nodes too. */
export function makeNodeCertificate(): NodeCertificate {
  const authorityKeys = makeKeys();
  const authority = makeCertificate(authorityName, authorityKeys, authorityKeys, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ]);
  const keys = makeKeys();
  const certificate = makeCertificate(nodeName, keys, authorityKeys, [
    { name: 'basicConstraints', cA: false },
    { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
    {
      name: 'subjectAltName',
      altNames: [
        { type: 7, ip: '127.0.0.1' },
        { type: 2, value: 'localhost' },
      ],
    },
  ]);
  return {
    ca: pki.certificateToPem(authority),
    certificate: pki.certificateToPem(certificate),
    key: createPrivateKey(keys.text).export({ type: 'pkcs8', format: 'pem' }).toString(),
    subject: `CN=${nodeName}`,
  };
}

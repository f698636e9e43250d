#!/bin/sh
# Keys, certificates and an authority for time stamps, made by openssl in the current folder, for the tests of signatures.
# Everything that is to be vouched for is by ca.pem; nobody vouches for stranger.pem.
set -eu
exec 2>/dev/null

cat >keys.cnf <<'END'
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Nobody
[ca]
basicConstraints = critical,CA:true
[person]
keyUsage = critical,digitalSignature
[server]
keyUsage = critical,keyEncipherment
[authority]
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = t
[t]
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256,sha512
accuracy = secs:1, millisecs:500
clock_precision_digits = 3
ess_cert_id_alg = sha256
END

# key NAME KIND
key() {
	case $2 in
	ec) openssl ecparam -name prime256v1 -genkey -noout -out "$1.key" ;;
	rsa) openssl genrsa -out "$1.key" 2048 ;;
	small) openssl genrsa -out "$1.key" 1024 ;;
	ed) openssl genpkey -algorithm ed25519 -out "$1.key" ;;
	esac
}

# person NAME KIND SUBJECT SECTION DAYS: a key, and a certificate of the authority's for it
person() {
	key "$1" "$2"
	openssl req -new -config keys.cnf -utf8 -key "$1.key" -subj "$3" -out "$1.csr"
	openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days "$5" -extfile keys.cnf \
		-extensions "$4" -out "$1.pem"
}

key ca ec
openssl req -x509 -new -config keys.cnf -key ca.key -subj "/CN=Example CA" -extensions ca -days 3000 -out ca.pem
person ec ec "/C=GB/CN=Anna Żak" person 300
for kind in "$@"; do
	case $kind in
	rsa) person rsa rsa "/CN=R Example" person 300 ;;
	ed) person ed ed "/CN=E Example" person 300 ;;
	small) person small small "/CN=S Example" person 300 ;;
	expired) person expired ec "/CN=Old Example" person -1 ;;
	server) person server ec "/CN=www.example.org" server 300 ;;
	stranger)
		key stranger ec
		openssl req -x509 -new -config keys.cnf -key stranger.key -subj "/CN=Anna Żak" -utf8 -days 300 -out stranger.pem ;;
	locked) openssl pkcs8 -topk8 -in ec.key -v2 aes-256-cbc -iter 1000 -passout pass:"open sesame" -out locked.key ;;
	p12) openssl pkcs12 -export -inkey ec.key -in ec.pem -certfile ca.pem -passout pass:"open sesame" -out ec.p12
		openssl pkcs12 -export -nomac -inkey ec.key -in ec.pem -passout pass:"open sesame" -out nomac.p12
		openssl pkcs12 -export -inkey ec.key -in ec.pem -passout pass: -out open.p12 ;;
	tsa)
		person tsa ec "/CN=Example Time" authority 300
		echo 01 >serial ;;
	esac
done

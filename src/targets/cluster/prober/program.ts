/** Between the fields of a request and of a reply. No field can hold it: those that do are refused before. */
export const FIELD = '\x1f';
/** Stands for the end of a line inside a field. */
export const LINE = '\x1e';
/** Stands for the end of a line inside a value of the environment. */
export const VALUE_LINE = '\x1d';

/**
 * The program that sends probes from inside a Pod: a loop in bash over requests on stdin, one a line, each answered on
 * stdout as soon as something is known. It knows nothing about Kubernetes and decides nothing: it makes connections, every
 * one of them new, and tells what came back.
 *
 * A request is data from beginning to end: `read` takes it apart, and it is only ever used as one quoted word, so that no
 * host, path or name can become a command or an option. bash opens TCP and UDP sockets itself (`/dev/tcp`), which
 * costs two forks for all tries of a request, where every curl would cost a fork, an exec and the loading of OpenSSL.
 */
export const PROBER_PROGRAM = `
LC_ALL=C FS=$'\\x1f' LS=$'\\x1e'
trap '' PIPE

# say STATUS TEXT NOISE: lines of at most 2000 bytes, for only short writes of many processes do not mix.
say() {
  local text=$2
  while (( \${#text} > 2000 )); do
    printf '%s\\n' "$id$FS+$FS\${text:0:2000}"
    text=\${text:2000}
  done
  printf '%s\\n' "$id$FS$1$FS$text$FS\${3:0:500}"
}

# Tries until one gets no answer. A line that begins with FS ends a try; the others are what bash has to say about it.
tries() {
  local n
  for (( n = 0; n < count; n++ )); do
    text=
    if exec 3<>"/dev/$protocol/$host/$port"; then
      echo connected
      "ask_$protocol"
      exec 3>&-
    else
      printf '%s\\n' "$FS""failed"
    fi
  done
}

# A server that neither ends its answer nor the connection is heard out for a while, not until the try is over.
ask_tcp() {
  printf '%s' "$question" >&3
  IFS= read -r -N 6000 -t "$patience" -u 3 text
  answered
}

# What the node's own rules refuse or drop cannot even be sent: only listening tells which of the two it was.
ask_udp() {
  local first
  printf hostname >&3
  first=$(timeout "$limit" dd bs=2048 count=1 <&3) && [[ -n $first ]] &&
    printf clientip >&3 && text=$first$LS$(timeout "$limit" dd bs=2048 count=1 <&3)
  answered
}

answered() {
  if [[ -n $text ]]; then printf '%s\\n' "$FS""answered$FS\${text//$'\\n'/$LS}"; else printf '%s\\n' "$FS""closed"; fi
}

# The same tries with a watch over them: whatever hangs, in connect() as well, ends when its time is up.
connect() {
  local n line noise in
  exec {in}< <(tries 2>&1)
  for (( n = 0; n < count; n++ )); do
    noise=
    while :; do
      IFS= read -r -t "$limit" -u "$in" line || { kill -9 $! && say timedOut '' "$noise"; return; }
      [[ $line == "$FS"* ]] && break
      noise+=$line$LS
    done
    case $line in
      "$FS"answered*) say answered "\${line#"$FS"answered"$FS"}" "$noise" ;;
      *) say "\${line#"$FS"}" '' "$noise"; return ;;
    esac
  done
}

# One GET over TLS. Without a name for the TLS handshake the URL has an address, for which curl sends none.
https() {
  local n text to=$host
  [[ $host == *:* ]] && to="[$host]"
  for (( n = 0; n < count; n++ )); do
    text=$(curl --silent --verbose --insecure --globoff --path-as-is --http1.1 --noproxy '*' --max-time "$limit" \\
      --request-target "$question" --header "Host: $header" --connect-to "::$to:$port" \\
      --write-out '\\n%{exitcode}' -- "https://\${sni:-192.0.2.1}:$port/" 2>&1 |
      sed -n -e '/^\\* *subject:/p' -e '/^< /p' -e '/^[^*<>{}]/p' | head -c 6000)
    say curl "\${text//$'\\n'/$LS}"
    [[ $text == *$'\\n'0 ]] || return
  done
}

# One request through a Gateway, told with the head of its answer. Without a name for the TLS handshake the URL has an address.
request() {
  local n text line to=$host scheme=http version=--http1.1 fields=()
  [[ $host == *:* ]] && to="[$host]"
  [[ $how == https ]] && scheme=https
  [[ $method == HEAD ]] && fields+=(--head)
  [[ $how == grpc ]] && version=--http2-prior-knowledge fields+=(--data-binary @-)
  while [[ -n $headers ]] && IFS= read -r -d "$LS" line; do fields+=(--header "$line"); done <<<"$headers$LS"
  for (( n = 0; n < count; n++ )); do
    text=$(printf '\\0\\0\\0\\0\\0' | curl --silent --include --raw --insecure --globoff --path-as-is "$version" --noproxy '*' \
      --max-time "$limit" --max-filesize 100000 --request "$method" --request-target "$question" --header "Host: $header" \
      "\${fields[@]}" --connect-to "::$to:$port" --write-out '\\n%{exitcode}' -- "$scheme://\${sni:-192.0.2.1}:$port/")
    say curl "\${text//$'\\n'/$LS}"
    [[ $text == *$'\\n'0 ]] || return
  done
}

dns() {
  local text how=-q
  [[ $type == PTR && $name != *.arpa* ]] && how=-x
  if [[ $how == -x ]]; then text=$(dig +noall +comments +answer +time=2 +tries=2 -x "$name" 2>&1)
  else text=$(dig +search +noall +comments +answer +time=2 +tries=2 -t "$type" -q "$name" 2>&1); fi
  say dig "\${text//$'\\n'/$LS}"
}

# The first address of a family that a program in this Pod finds for a name; getent gives IPv4 addresses as IPv6 ones.
resolve() {
  local address
  read -r address _ < <(timeout "$limit" getent "ahostsv$family" "$name")
  [[ $address == ::ffff:*.* ]] && address=
  say resolved "$address"
}

env() { say env "$(tr '\\000\\n' '\\036\\035' </proc/$$/environ)"; }

answer() {
  case $kind in
    tcp|udp) protocol=$kind host=$a port=$b question=\${c//$LS/$'\\n'}; connect ;;
    https) host=$a port=$b question=$c header=$d sni=$e; https ;;
    request) host=$a port=$b question=$c header=$d sni=$e method=$f how=$g headers=$h; request ;;
    dns) name=$a type=$b; dns ;;
    resolve) name=$a family=$b; resolve ;;
    env) env ;;
  esac
  say end
}

while IFS=$FS read -r id kind count limit patience a b c d e f g h; do
  answer </dev/null 2>/dev/null &
done
`;

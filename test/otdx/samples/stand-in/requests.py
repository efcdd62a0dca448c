"""As much of requests as the samples use, on the standard library alone."""
import json as codec
import urllib.error
import urllib.parse
import urllib.request


class RequestException(IOError):
    pass


class Response:
    def __init__(self, status_code, content):
        self.status_code = status_code
        self.text = content.decode('utf-8')

    def json(self):
        return codec.loads(self.text)

    def raise_for_status(self):
        if self.status_code >= 400:
            raise RequestException(f'{self.status_code} Error')


def request(method, url, data=None, json=None, headers=None):
    headers = dict(headers or {})
    body = None
    if json is not None:
        body = codec.dumps(json).encode('utf-8')
        headers.setdefault('Content-Type', 'application/json')
    elif data is not None:
        body = urllib.parse.urlencode(data).encode('ascii')
        headers.setdefault('Content-Type', 'application/x-www-form-urlencoded')
    call = urllib.request.Request(url, data=body, headers=headers, method=method)
    try:
        with urllib.request.urlopen(call) as answer:
            return Response(answer.status, answer.read())
    except urllib.error.HTTPError as error:
        return Response(error.code, error.read())
    except urllib.error.URLError as error:
        raise RequestException(str(error)) from error


def get(url, **options):
    return request('GET', url, **options)


def post(url, **options):
    return request('POST', url, **options)


def put(url, **options):
    return request('PUT', url, **options)


def delete(url, **options):
    return request('DELETE', url, **options)
